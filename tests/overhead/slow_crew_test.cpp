// Time that is known to pass is in the rung that it belongs to, and no rung has time that did not pass.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <thread>

#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "overhead/launch_ladder.hpp"

namespace breakeven::overhead {
namespace {

using namespace std::chrono_literals;

constexpr auto before_it_exists = 20ms;
constexpr auto before_it_is_ready = 30ms;
constexpr auto before_the_job = 15ms;
constexpr auto in_the_job = 25ms;
constexpr auto before_it_is_dismissed = 10ms;
constexpr auto before_control = 35ms;

/// One worker that is nobody.
class SlowCrew : public Crew {
 public:
  explicit SlowCrew(CrewOptions options) : Crew(std::move(options)) {}

 private:
  void do_start() override {
    life_.host = os::host_name();
    std::this_thread::sleep_for(before_it_exists);
    stamp(Milestone::exists);
    std::this_thread::sleep_for(before_it_is_ready);
    stamp(Milestone::ready);
    set_lives({life_});
  }

  JobOutcome do_run(const AnyWorkload& /*workload*/, const ProgressSink& /*progress*/) override {
    JobOutcome outcome;
    outcome.begin = Clock::now();
    std::this_thread::sleep_for(before_the_job);
    WorkerReport report;
    report.host = life_.host;
    report.job_begin = Clock::now();
    std::this_thread::sleep_for(in_the_job);
    report.job_end = outcome.end = Clock::now();
    outcome.workers = {report};
    return outcome;
  }

  void do_stop() override {
    std::this_thread::sleep_for(before_it_is_dismissed);
    stamp(Milestone::dismissed);
    std::this_thread::sleep_for(before_control);
    set_lives({life_});
  }

  void stamp(Milestone milestone) {
    life_.nanoseconds[static_cast<std::size_t>(milestone)] = Duration(Clock::now().time_since_epoch()).count();
  }

  WorkerLife life_;
};

TEST(Ladder, HasKnownDelaysInTheirRungs) {
  os::catch_interrupts();
  LadderPlan plan;
  plan.points.resize(1);
  plan.launches = 1;
  plan.warm_up_launches = 0;
  const TimePoint begin = Clock::now();
  const auto series = measure_ladders(
      plan, [](const auto& options) { return std::make_unique<SlowCrew>(options); }, [](const auto&, double) {});
  const double wall = std::chrono::duration<double>(Clock::now() - begin).count();
  std::map<std::string, double> rungs;
  for (const Series& one : series) rungs[one.condition.quantity] = one.launches.at(0).at(0);
  const double whole = rungs.at("whole");
  for (const char* span : {"start", "stop", "whole"}) rungs.erase(span);

  const std::map<std::string, std::chrono::duration<double>> delays{{"worker exists", before_it_exists},
                                                                    {"worker is ready", before_it_is_ready},
                                                                    {"job begins", before_the_job},
                                                                    {"job done", in_the_job},
                                                                    {"worker is dismissed", before_it_is_dismissed},
                                                                    {"control is back", before_control}};
  std::chrono::duration<double> known{};
  for (const auto& [rung, delay] : delays) {
    EXPECT_GE(rungs.at(rung), delay.count()) << rung;
    known += delay;
  }
  for (const auto& [rung, seconds] : rungs) {
    const double delay = delays.contains(rung) ? delays.at(rung).count() : 0;
    EXPECT_LE(seconds, wall - (known.count() - delay)) << rung << " has time of others";
  }
  EXPECT_LE(whole, wall);
}

}  // namespace
}  // namespace breakeven::overhead
