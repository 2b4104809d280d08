// Runs trials: one workload, once, on one crew, everything accounted for.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/trial.hpp"
#include "measure/accounting.hpp"
#include "measure/answer_check.hpp"
#include "measure/task.hpp"

namespace breakeven::measure {

/// What all trials of one invocation of the program have in common.
struct TrialSetting {
  std::function<std::unique_ptr<Crew>(const CrewOptions&)> make_crew;
  std::string command_id;
  std::string host;    ///< where this process is
  int processors = 1;  ///< that the workers on this host may use: more of them than that are oversubscribed
  /// Optional: who is told how far the job of a trial is. The sink is made right before the job and destroyed right
  /// after it.
  std::function<ProgressSink(const Trial&)> watch = {};
};

/// Results go to the end of a vector, also when Interrupted is thrown: the trial is then marked so.
///
/// A failing worker or crew makes a failed trial, not an exception. So does an answer whose digest differs from the
/// first one seen for the same workload and parameters, whatever the kind and number of workers.
class TrialRunner {
 public:
  /// `answers` are known already, by job_name().
  explicit TrialRunner(TrialSetting setting, AnswerCheck answers = {})
      : setting_(std::move(setting)), answers_(std::move(answers)) {}

  /// Starts a crew, runs the task, stops the crew. The trial begins when the crew's start-up does. Throws UsageError,
  /// leaving no trial, for options of which no crew can be made.
  void run(const CrewOptions& options, const Task& task, int repetition, std::vector<Trial>& results);

  /// Runs the task on a crew that is kept; starts it first if need be, which is no part of the trial.
  void run_on(Crew& crew, const Task& task, int repetition, std::vector<Trial>& results);

 private:
  void conduct(Crew& crew, const Task& task, TimePoint begin, Trial& trial);
  JobOutcome run_job(Crew& crew, const Task& task, const Trial& trial, DriverStamps& stamps) const;

  TrialSetting setting_;
  AnswerCheck answers_;
};

/// A trial of `task` that is about to begin: everything that is known of it before.
Trial describe_trial(const CrewOptions& options, const Task& task, int repetition, const std::string& command_id);

/// What trials with the same answer have in common: workload and parameters.
std::string job_name(const AnyWorkload& workload);

/// 128 random bits in hexadecimal.
std::string random_id();
/// UTC, ISO 8601 with microseconds: "2024-05-17T09:30:00.123456Z".
std::string timestamp_now();

}  // namespace breakeven::measure
