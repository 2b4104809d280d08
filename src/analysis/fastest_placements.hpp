// A crew of so many workers may have been measured on several numbers of nodes: which of them speaks for it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::analysis {

/// Of the rows with the same size and number of workers the one with the least median; ascending in size, then workers.
/// Of one curve: nothing but nodes may tell them apart. O(n log n).
std::vector<std::size_t> fastest_placements(std::span<const std::size_t> rows, const StudySummary& summary);

}  // namespace breakeven::analysis
