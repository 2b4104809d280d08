// From what the user said about workers to crews.
#pragma once

#include <optional>
#include <vector>

#include "cli/options.hpp"
#include "launch/launcher.hpp"

namespace breakeven::cli {

/// Whether workers of that kind are started by a launcher.
bool has_ranks(CrewKind kind) noexcept;

/// The crew of a run. Started by a launcher: its ranks. Else threads on all processors, unless said otherwise.
/// Throws UsageError for requests that contradict each other or the launcher.
CrewOptions choose_crew(const CrewRequest& request, const std::optional<launch::LaunchedRank>& launched,
                        int processors);

/// What a run is compared with: as many threads (unless it has threads itself) and serial.
std::vector<CrewOptions> reference_crews(const CrewOptions& crew);

/// Throws UsageError: --share was given and there are no kinds that it is for.
[[noreturn]] void refuse_shares();

/// Every kind with every number of workers, processes by every way to share; serial once. Throws UsageError.
std::vector<CrewOptions> expand_crews(const CompareOptions& options, int processors);

}  // namespace breakeven::cli
