// The life of a crew for one point, in the process that is its own: from order to entries.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "breakeven/crew.hpp"
#include "breakeven/trial.hpp"
#include "measure/task.hpp"
#include "measure/trial_runner.hpp"
#include "study/launch_runner.hpp"
#include "study/launch_server.hpp"

namespace breakeven::study {

/// What is run for a point.
struct LaunchJob {
  measure::Task task;  ///< may refer to what `clean_up` owns, so do not keep it alone
  /// After the last trial of the launch; may be empty. Throws Error.
  std::function<void(const CrewOptions&)> clean_up = {};
};

/// What all launches of a study have in common, from those who know the workloads and this machine.
struct LaunchSetting {
  measure::TrialSetting trials;
  /// May be asked again for the same point. Throws Error.
  std::function<LaunchJob(const plan::Point&)> make_job;
};

/// A trial of this launch that is about to begin, or has come to nothing. Says less of its parameters when there can be
/// no such job.
Trial planned_trial(const LaunchOrder& order, const LaunchSetting& setting, int repetition);

/// Runs the missing repetitions and sends an entry after each, the launch with the first of them; ends with the first
/// that fails. A launch whose crew is kept is sent once more when it has stopped. Throws Interrupted.
void live_launch(const LaunchOrder& order, const LaunchSetting& setting, Outbox& outbox);

}  // namespace breakeven::study
