// The terms of a cost model with their intervals: each resample moves the fits.
#pragma once

#include <optional>

#include "statistics/cost_cells.hpp"
#include "statistics/cost_fits.hpp"

namespace breakeven::statistics {

struct ResampledCost {
  CostTerm start;
  CostTerm work;
  CostTerm talk;
  CostTerm rest;
  std::optional<CostTerm> total;  ///< as `totals` was fitted
};

/// `degrees` of freedom stand behind the intervals. O(resamples points launches).
ResampledCost resample_cost(const CostCells& cells, const CostFits& fits, const std::optional<RelativeFit>& totals,
                            double degrees, const Bootstrap& bootstrap);

/// Interval of an estimate, from those of resamples, none of which is below 0.
Interval cost_interval(std::vector<double> estimates, double estimate, double confidence, double degrees);

/// sigma of a term that grows with contention.
std::optional<Estimate> contention_of(const CostTerm& work, double confidence, double degrees);

}  // namespace breakeven::statistics
