// Trials as the cost model takes them (breakeven/cost_model.hpp).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/cost_model.hpp"

namespace breakeven::analysis {

/// Of the trials of these rows that are ok and took time. Launches are those of by_launch(). Start and stop of a kept
/// crew are those of its launch, 0 where no record tells them. What the phases do not account for belongs to the rest,
/// which is 0 at least. O(trials log trials).
std::vector<CostObservation> cost_observations(std::span<const std::size_t> rows, const StudySummary& summary);

}  // namespace breakeven::analysis
