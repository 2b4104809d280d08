// A crew without workers: its reports are made up, its failures are told to it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "measure/trial_runner.hpp"

namespace breakeven::test {

inline constexpr const char* driver_host = "here";

/// What the next crews do, and what they were asked to do.
struct FakeCrewScript {
  std::uint64_t digest = 42;
  std::string start_failure;
  std::string run_failure;
  int interrupt = 0;  ///< the signal that arrives while running
  Duration worker_cpu{};
  Duration launched_before{};      ///< how long before start() its launcher was started
  std::vector<std::string> calls;  ///< "start 2 threads", "run", "stop"
};

class FakeCrew final : public Crew {
 public:
  FakeCrew(CrewOptions options, FakeCrewScript& script) : Crew(std::move(options)), script_(script) {}

 protected:
  void do_start() override {
    script_.calls.push_back("start " + std::to_string(size()) + ' ' + std::string(to_string(options().kind)));
    if (script_.launched_before > Duration{}) backdate_start(Clock::now() - script_.launched_before);
    if (!script_.start_failure.empty()) throw Error(script_.start_failure);
  }
  JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) override {
    script_.calls.push_back("run " + workload.describe());
    if (progress) progress(0.5);
    if (script_.interrupt != 0) throw Interrupted(script_.interrupt);
    if (!script_.run_failure.empty()) throw WorkerFailed(script_.run_failure);
    JobOutcome outcome;
    outcome.answer.digest = script_.digest;
    for (int worker = 0; worker < size(); ++worker) outcome.workers.push_back(report_of(worker));
    return outcome;
  }
  void do_stop() override { script_.calls.push_back("stop"); }

 private:
  WorkerReport report_of(int worker) const {
    WorkerReport report;
    report.worker = worker;
    report.host = driver_host;
    report.job_begin = Clock::now();
    report.job_end = Clock::now();
    report.phases[Phase::work] = report.job_end - report.job_begin;
    report.cpu_user = script_.worker_cpu;
    return report;
  }
  FakeCrewScript& script_;
};

inline measure::TrialSetting fake_setting(FakeCrewScript& script, int processors = 4) {
  measure::TrialSetting setting;
  setting.make_crew = [&script](const CrewOptions& options) { return std::make_unique<FakeCrew>(options, script); };
  setting.command_id = "command";
  setting.host = driver_host;
  setting.processors = processors;
  return setting;
}

struct FakeWorkload {
  static constexpr std::string_view name = "fake";
  std::string parameters = "n=7";
  Answer run(Communicator&) const { return {}; }
  std::uint64_t problem_size() const { return 7; }
  std::string describe() const { return parameters; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& parameters;
  }
};

inline measure::Task fake_task() { return {AnyWorkload(FakeWorkload{}), 5}; }

}  // namespace breakeven::test
