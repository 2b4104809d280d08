// From a part to its points.
#pragma once

#include <vector>

#include "plan/part.hpp"
#include "plan/point.hpp"

namespace breakeven::plan {

/// One for each combination of choices that `where` keeps, in order, those of the last factor next to each other. Equal
/// ones are not merged yet, and nothing is skipped yet but crews whose counts do not divide each other. `processors` of
/// a node; 0: not known. Throws Mistake.
std::vector<Point> expand(const Part& part, int processors);

}  // namespace breakeven::plan
