// Points that nobody asked for and that tell how far the others can be trusted.
#pragma once

#include <vector>

#include "plan/measure.hpp"
#include "plan/point.hpp"

namespace breakeven::plan {

/// As far as they are wanted, for points that are not skipped:
///
/// - a twin, which is the first of those with the fewest workers once more: the difference of the two is the noise
/// floor,
///   and it can be run wherever anything can;
/// - for each crew a point whose workload does nothing: the program's own overhead. For the user's own commands it is
/// one
///   that runs `true`.
std::vector<Point> controls_of(const std::vector<Point>& points, const Measure& measure);

}  // namespace breakeven::plan
