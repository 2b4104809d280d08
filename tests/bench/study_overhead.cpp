// What a study adds to each trial: an empty job by several crews, in a bare loop and as the trials of a study, in
// turns. scripts/study-costs runs this.
//     breakeven-study-overhead DIRECTORY
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/statistics.hpp"
#include "os/process.hpp"
#include "report/appearance.hpp"
#include "report/crew_label.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"
#include "study/isolated_runner.hpp"
#include "study/session.hpp"
#include "study/study_file.hpp"
#include "workloads/null.hpp"

namespace breakeven::bench {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr int rounds = 7;
constexpr int jobs_of_a_kept_crew = 100;

/// Of the program itself, not of this one.
std::unique_ptr<Crew> make_real_crew(CrewOptions options, const WorkloadRegistry& registry) {
  options.worker_executable = os::executable_directory() / "breakeven-worker";
  options.rank_executable = os::executable_directory() / "breakeven-rank";
  return make_crew(options, registry);
}

WorkloadRegistry empty_jobs() { return WorkloadRegistry().add<workloads::NullWorkload>(); }

double seconds_for(const std::function<void()>& action) {
  const TimePoint begin = Clock::now();
  action();
  return Seconds(Clock::now() - begin).count();
}

/// Runs launches as a study does, and knows how long their trials took to be put into the journal.
class TimedRunner final : public study::LaunchRunner {
 public:
  explicit TimedRunner(study::LaunchSetting setting) : runner_(std::move(setting)) {}

  study::LaunchEnd run(const study::LaunchOrder& order, const study::LaunchLimits& limits,
                       const study::LaunchHooks& hooks) override {
    study::LaunchHooks timed = hooks;
    timed.take = [&](std::span<const std::byte> entry) { keeping += seconds_for([&] { hooks.take(entry); }); };
    return runner_.run(order, limits, timed);
  }

  double keeping = 0;  ///< seconds

 private:
  study::IsolatedRunner runner_;
};

/// Seconds a trial, medians over the rounds.
struct Costs {
  std::vector<double> bare;
  std::vector<double> in_study;
  std::vector<double> keeping;
};

class Contest {
 public:
  /// Launches of `repetitions` jobs each.
  Contest(fs::path file, CrewKind kind, int workers, int launches, int repetitions)
      : file_(std::move(file)), launches_(launches), repetitions_(repetitions) {
    point_.workload = workloads::NullWorkload::name;
    point_.kind = kind;
    point_.workers = workers;
  }

  Costs run() {
    Costs costs;
    const double trials = launches_ * repetitions_;
    for (int round = 0; round < rounds; ++round) {
      costs.bare.push_back(seconds_for([&] { run_bare(); }) / trials);
      run_study(costs, trials);
    }
    return costs;
  }

 private:
  void run_bare() const {
    CrewOptions options;
    options.kind = point_.kind;
    options.workers = point_.workers;
    for (int launch = 0; launch < launches_; ++launch) {
      const auto crew = make_real_crew(options, registry_);
      crew->start();
      for (int job = 0; job < repetitions_; ++job) crew->run(AnyWorkload(workloads::NullWorkload{}));
      crew->stop();
    }
  }

  /// Opening the file and the last fold are paid once a study and are not counted.
  void run_study(Costs& costs, double trials) const {
    plan::Plan plan;
    plan.rules.launches = launches_;
    plan.rules.repetitions = repetitions_;
    plan.points = {point_};
    fs::remove(file_);
    TimedRunner runner(setting());
    study::StudyWriter writer(file_);
    writer.set_plan("title = \"overhead\"\n", plan.points);
    study::SessionOptions options;
    study::SessionWatcher nobody;
    costs.in_study.push_back(seconds_for([&] { run_session(plan, writer, runner, options, nobody); }) / trials);
    costs.keeping.push_back(runner.keeping / trials);
  }

  study::LaunchSetting setting() const {
    study::LaunchSetting setting;
    setting.trials.make_crew = [this](const CrewOptions& crew) { return make_real_crew(crew, registry_); };
    setting.trials.host = os::host_name();
    setting.trials.processors = os::usable_processors();
    setting.make_job = [](const plan::Point&) {
      return study::LaunchJob{.task = {AnyWorkload(workloads::NullWorkload{}), 0}};
    };
    return setting;
  }

  fs::path file_;
  int launches_;
  int repetitions_;
  plan::Point point_;
  WorkloadRegistry registry_ = empty_jobs();
};

struct Crews {
  CrewKind kind;
  int workers;
  int launches;
};

void add_row(report::Table& table, const Crews& crews, int repetitions, const fs::path& file) {
  const Costs costs = Contest(file, crews.kind, crews.workers, crews.launches, repetitions).run();
  const double bare = median(costs.bare);
  const double in_study = median(costs.in_study);
  const double keeping = median(costs.keeping);
  std::vector<double> differences;
  for (int i = 0; i < rounds; ++i) {
    const auto round = static_cast<std::size_t>(i);
    differences.push_back(costs.in_study[round] - costs.bare[round]);
  }
  const double added = median(differences);
  table.add_row({{report::crew_label(crews.kind, crews.workers, 1)},
                 {repetitions == 1 ? "one a launch" : fmt::format("{} a launch", repetitions)},
                 {report::format_seconds(bare)},
                 {report::format_seconds(in_study)},
                 {report::format_seconds(added)},
                 {report::format_seconds(keeping)},
                 {report::format_seconds(added - keeping)}});
}

void run(const fs::path& directory) {
  report::Table table({{"", report::Align::left},
                       {"jobs", report::Align::left},
                       {"bare loop"},
                       {"in a study"},
                       {"added"},
                       {"by the journal"},
                       {"by the rest"}});
  constexpr std::array all{Crews{CrewKind::serial, 1, 100},    Crews{CrewKind::threads, 2, 100},
                           Crews{CrewKind::fork, 2, 100},      Crews{CrewKind::spawn, 2, 50},
                           Crews{CrewKind::forkserver, 2, 50}, Crews{CrewKind::mpi, 2, 3}};
  const fs::path file = directory / "overhead.h5";
  for (const Crews& crews : all) add_row(table, crews, 1, file);
  table.add_rule();
  for (const Crews& crews : all) add_row(table, {crews.kind, crews.workers, 1}, jobs_of_a_kept_crew, file);
  fmt::print("An empty job, time a trial (medians of {} rounds, in turns):\n\n{}", rounds,
             table.render(report::Appearance{}));
}

}  // namespace
}  // namespace breakeven::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: breakeven-study-overhead DIRECTORY\n");
    return 2;
  }
  try {
    breakeven::bench::run(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
