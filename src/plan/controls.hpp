// Points that nobody asked for and that tell how far the others can be trusted.
#pragma once

#include <vector>

#include "plan/point.hpp"

namespace breakeven::plan {

/// The first point that is to be run once more, as a twin: the difference of the two is the noise floor.
/// There must be one.
Point twin_of_first(const std::vector<Point>& points);

/// For each crew of points that are to be run, a point whose workload does nothing: the program's own overhead. For
/// the user's own commands it is one that runs `true`.
std::vector<Point> overhead_of_crews(const std::vector<Point>& points);

}  // namespace breakeven::plan
