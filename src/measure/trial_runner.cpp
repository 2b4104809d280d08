#include "measure/trial_runner.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>
#include <string_view>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "measure/accounting.hpp"
#include "measure/cpu_time.hpp"
#include "os/random.hpp"

namespace breakeven::measure {
namespace {

bool lives_in_this_process(CrewKind kind) {
  return kind == CrewKind::serial || kind == CrewKind::threads || kind == CrewKind::gil;
}

CpuTime reported_cpu(const Trial& trial) {
  CpuTime sum;
  for (const WorkerTrial& worker : trial.workers_detail) sum = sum + CpuTime{worker.cpu_user, worker.cpu_system};
  return sum;
}

/// The CPU time of a trial: this process's own (the driver, and workers that are its threads) and the other
/// processes'. Those that have ended as descendants of ours tell all, start-up included; of those still running (a
/// kept crew) or of another launcher's, there is only what they reported.
class CpuMeter {
 public:
  void read_into(Trial& trial) const {
    CpuTime others = cpu_of_ended_children() - children_;
    if (!lives_in_this_process(trial.kind)) {
      const CpuTime reported = reported_cpu(trial);
      if (reported.total() > others.total()) others = reported;
    }
    const CpuTime all = cpu_of_this_process() - self_ + others;
    trial.cpu_user = all.user;
    trial.cpu_system = all.system;
  }

 private:
  CpuTime self_ = cpu_of_this_process();
  CpuTime children_ = cpu_of_ended_children();
};

int hosts_of(const Trial& trial) {
  std::set<std::string_view> hosts;
  for (const WorkerTrial& worker : trial.workers_detail) hosts.insert(worker.host);
  return static_cast<int>(hosts.size());
}

/// Adds the time that `action` takes to `sum`.
template <class Action>
void timed(Duration& sum, const Action& action) {
  const TimePoint begin = Clock::now();
  action();
  sum += Clock::now() - begin;
}

/// False, and the trial has failed, when `action` throws. Throws Interrupted, and the trial is marked so.
template <class Action>
bool attempt(Trial& trial, const Action& action) {
  try {
    action();
    return true;
  } catch (const Interrupted& interrupted) {
    trial.status = TrialStatus::interrupted;
    trial.message = interrupted.what();
    throw;
  } catch (const Error& error) {
    trial.status = TrialStatus::failed;
    trial.message = error.what();
    return false;
  }
}

bool attempt(const std::function<void(const CrewOptions&)>& hook, const CrewOptions& options, Trial& trial) {
  return attempt(trial, [&] {
    if (hook) hook(options);
  });
}

bool is_oversubscribed(const Trial& trial, const TrialSetting& setting) {
  // What a command is told to start is not seen; all of it is here unless it has other nodes.
  if (trial.kind == CrewKind::command) return trial.nodes == 1 && trial.workers > setting.processors;
  const auto here = std::ranges::count(trial.workers_detail, setting.host, &WorkerTrial::host);
  const auto on_this_host = trial.workers_detail.empty() ? trial.workers : here;
  return on_this_host > setting.processors;
}

}  // namespace

Trial describe_trial(const CrewOptions& options, const Task& task, int repetition, const std::string& command_id) {
  Trial trial;
  trial.id = random_id();
  trial.command_id = command_id;
  trial.started_at = timestamp_now();
  trial.workload = task.workload.name();
  trial.parameters = task.workload.describe();
  trial.problem_size = task.workload.problem_size();
  trial.seed = task.seed;
  trial.kind = options.kind;
  trial.workers = options.workers;
  trial.threads_per_rank = options.threads_per_rank;
  trial.share = options.share;
  trial.nodes = std::max(1, options.nodes);
  trial.repetition = repetition;
  return trial;
}

std::string job_name(const AnyWorkload& workload) { return fmt::format("{} {}", workload.name(), workload.describe()); }

void TrialRunner::run(const CrewOptions& options, const Task& task, int repetition, std::vector<Trial>& results) {
  Trial& trial = results.emplace_back(describe_trial(options, task, repetition, setting_.command_id));
  if (!attempt(task.before, options, trial)) return;
  const TimePoint begin = Clock::now();
  std::unique_ptr<Crew> crew;
  try {
    crew = setting_.make_crew(options);
  } catch (...) {
    results.pop_back();
    throw;
  }
  conduct(*crew, task, begin, trial);
  attempt(task.after, options, trial);
}

void TrialRunner::run_on(Crew& crew, const Task& task, int repetition, std::vector<Trial>& results) {
  Trial& trial = results.emplace_back(describe_trial(crew.options(), task, repetition, setting_.command_id));
  trial.kept_crew = true;
  const bool started = attempt(trial, [&] {
    if (!crew.started()) crew.start();
  });
  if (!started || !attempt(task.before, crew.options(), trial)) return;
  conduct(crew, task, Clock::now(), trial);
  attempt(task.after, crew.options(), trial);
}

void TrialRunner::conduct(Crew& crew, const Task& task, TimePoint begin, Trial& trial) {
  const CpuMeter cpu;
  DriverStamps stamps;
  stamps.begin = begin;
  const auto end_without_answer = [&](TrialStatus status, const Error& error) {
    stamps.end = Clock::now();
    trial.status = status;
    trial.message = error.what();
    account_failure(trial, stamps);
    cpu.read_into(trial);
    trial.oversubscribed = is_oversubscribed(trial, setting_);
  };
  try {
    const JobOutcome outcome = run_job(crew, task, trial, stamps);
    account(trial, stamps, outcome, setting_.host);
    if (crew.options().nodes == 0) trial.nodes = hosts_of(trial);
    cpu.read_into(trial);
    trial.oversubscribed = is_oversubscribed(trial, setting_);
    answers_.check(job_name(task.workload), trial);
  } catch (const Interrupted& interrupted) {
    end_without_answer(TrialStatus::interrupted, interrupted);
    throw;
  } catch (const Error& error) {
    end_without_answer(TrialStatus::failed, error);
  }
}

JobOutcome TrialRunner::run_job(Crew& crew, const Task& task, const Trial& trial, DriverStamps& stamps) const {
  if (!trial.kept_crew) {
    crew.start();
    // A launcher may have begun before us; a crew of our own begins when it is made.
    stamps.begin = std::min(stamps.begin, crew.start_begin());
    stamps.start = crew.start_time();
  }
  std::unique_ptr<StagedWorkload> staged;
  if (task.stage) timed(stamps.staging, [&] { staged = task.stage(crew.options()); });
  JobOutcome outcome =
      crew.run(staged ? staged->workload() : task.workload, setting_.watch ? setting_.watch(trial) : ProgressSink());
  if (staged) {
    timed(stamps.delivery, [&] {
      staged->deliver();
      staged.reset();  // giving memory back takes time too
    });
  }
  if (!trial.kept_crew) timed(stamps.stop, [&] { crew.stop(); });
  stamps.end = Clock::now();
  return outcome;
}

std::string random_id() {
  constexpr std::size_t bytes = 16;
  return os::random_digits(bytes);
}

std::string timestamp_now() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", fmt::gmtime(now.tv_sec), now.tv_nsec / 1000);
}

}  // namespace breakeven::measure
