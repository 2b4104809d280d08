#include "cli/overhead_request.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "cli/crew_choice.hpp"
#include "cli/overhead_memory.hpp"

namespace breakeven::cli {
namespace {

/// A way to share, or a launcher, that no section or no kind is measured with.
void require_use_of_crew_options(const OverheadOptions& options) {
  const bool of_all_crews = asks_for(options, {OverheadSection::start, OverheadSection::talk});
  const auto require = [&](std::string_view option) {
    if (!of_all_crews)
      throw UsageError(fmt::format("{} is for sections start and talk, of which --only has none", option));
  };
  if (!options.shares.empty()) {
    require("--share");
    if (std::ranges::none_of(options.kinds, has_share)) refuse_shares();
  }
  if (!options.launcher.empty()) {
    require("--launcher");
    if (std::ranges::none_of(options.kinds, has_ranks)) {
      throw UsageError("--launcher is for kinds mpi and hybrid, of which --kinds has none");
    }
  }
}

/// Its workers are what -p does not ask for.
void require_workers_of_serial(const OverheadOptions& options) {
  const auto& counts = options.workers;
  const bool serial = std::ranges::find(options.kinds, CrewKind::serial) != options.kinds.end();
  if (!serial || counts.empty() || std::ranges::find(counts, 1) != counts.end()) return;
  throw UsageError(
      fmt::format("-p {}: serial is one worker; add 1, or leave it out of --kinds", fmt::join(counts, ",")));
}

/// Sizes by default are as they are: where one does not fit, its row says so.
void require_memory_for_sizes(const overhead::TalkPlan& plan, const OverheadOptions& options) {
  if (!options.sizes.empty()) require_memory(plan, overhead::memory_for_talking());
}

void require_sense(OverheadSection section, const OverheadOptions& options) {
  if (section == OverheadSection::talk) require_memory_for_sizes(talk_plan(options), options);
  if (section == OverheadSection::pairs) require_memory_for_sizes(pairs_plan(options, {}).talk, options);
  if (section == OverheadSection::objects) objects_plan(options);
}

}  // namespace

void require_sense(const OverheadOptions& options) {
  require_use_of_crew_options(options);
  require_workers_of_serial(options);
  for (const OverheadSection section : options.sections) require_sense(section, options);
}

}  // namespace breakeven::cli
