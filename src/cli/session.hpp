// What one invocation of the program knows about where it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "breakeven/workload.hpp"
#include "cli/application.hpp"
#include "cli/options.hpp"
#include "launch/launcher.hpp"
#include "measure/trial_runner.hpp"
#include "report/appearance.hpp"

namespace breakeven::cli {

struct Session {
  const WorkloadRegistry& registry;
  const JobTypes& jobs;
  std::optional<launch::LaunchedRank> launched;
  int processors = 1;  ///< that workers of this program may use on this host
};

/// `application` must outlive it.
Session make_session(const Application& application);

/// Of standard output or standard error, as the user sees it in the end.
report::Appearance appearance_of(int descriptor, const Session& session);

/// Crews by the registry; nobody watches.
measure::TrialSetting trial_setting(const Session& session);
/// For trials of `job`: with a progress bar if standard error is a terminal.
measure::TrialSetting trial_setting(const Session& session, const Job& job);

/// Throws UsageError if `crew` cannot do the job, or, with what is needed and what there is, if it needs more memory
/// than this host has to give.
void check_crew(const Job& job, const CrewOptions& crew, const Session& session);

/// To the file that --record names (none: nothing), and as JSON if asked for.
void deliver_trials(const std::vector<Trial>& trials, const ResultOptions& options);

}  // namespace breakeven::cli
