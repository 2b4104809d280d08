// The law of scaling that is drawn through a curve, as a model that it is.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/scaling_laws.hpp"
#include "figure/figure.hpp"

namespace breakeven::figure {

/// Amdahl's law, or Gustafson's where the work grows with the workers, through those of `rows` whose workers have a
/// processor each: what shares one is no case for these laws. Of points with the same number of workers, on more or
/// fewer nodes, the fastest.
Fitted<ScalingFit> law_of(std::span<const std::size_t> rows, bool scaled, const analysis::StudySummary& summary);

/// Workers and seconds, as the law has them: a solid line where it was measured, a dashed one from there to `last`
/// workers.
std::vector<Line> lines_of(const ScalingFit& fit, double last);

}  // namespace breakeven::figure
