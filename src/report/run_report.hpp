// One job by a few crews, side by side: where the time went, and what came of it.
#pragma once

#include <string>
#include <vector>

#include "breakeven/trial.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// A table of what the workers of each trial asked of their communicator. Empty if no trial is ok.
std::string render_traffic(const std::vector<Trial>& trials, const Appearance& appearance);

/// Two tables with one row for each trial that is ok, in the order given, and the notes to them. The base of
/// speed-ups is the best serial trial. Empty if no trial is ok. At most 110 columns for crews of less than a
/// million workers.
std::string render_run(const std::vector<Trial>& trials, const Appearance& appearance);

}  // namespace breakeven::report
