// Points that nobody asked for and that tell how far the others can be trusted.
#pragma once

#include <vector>

#include "plan/measure.hpp"
#include "plan/point.hpp"

namespace breakeven::plan {

/// As far as they are wanted, for points that are not skipped:
///
/// - a twin, the first of those with the fewest workers once more, so that it can be run wherever anything can: the
///   difference of the two is the noise floor;
/// - for each crew a point whose workload does nothing (for the user's own commands: one that runs `true`): the
///   program's own overhead.
std::vector<Point> controls_of(const std::vector<Point>& points, const Measure& measure);

}  // namespace breakeven::plan
