// The law of scaling that is drawn through a curve, as a model that it is.
#pragma once

#include <span>
#include <vector>

#include "breakeven/scaling_laws.hpp"
#include "figure/costed_point.hpp"
#include "figure/figure.hpp"

namespace breakeven::figure {

/// Amdahl's law, or Gustafson's where the work grows with the workers, through those points whose workers have a
/// processor each: what shares one is no case for these laws. Each number of workers once.
Fitted<ScalingFit> law_of(std::span<const CostedPoint> points, bool scaled);

/// Workers and seconds, as the law has them: a solid line where it was measured, a dashed one from there to `last`
/// workers.
std::vector<Line> lines_of(const ScalingFit& fit, double last);

}  // namespace breakeven::figure
