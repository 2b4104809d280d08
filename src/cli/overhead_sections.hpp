// The sections of `breakeven overhead`, measured one after the other.
#pragma once

#include <vector>

#include "cli/overhead_plan.hpp"
#include "cli/session.hpp"
#include "overhead/series.hpp"

namespace breakeven::cli {

/// Adds what it measures to `all`, and tells on standard error how far it is. `options` make sense
/// (overhead_request.hpp). Throws Interrupted: `all` has then what was measured until then. To be called after
/// os::catch_interrupts().
void measure_sections(const OverheadOptions& options, const Session& session, std::vector<overhead::Series>& all);

}  // namespace breakeven::cli
