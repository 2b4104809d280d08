// From a part to its points.
#pragma once

#include <vector>

#include "plan/measure.hpp"
#include "plan/part.hpp"
#include "plan/plan.hpp"

namespace breakeven::plan {

/// One for each combination of choices that `where` keeps, in order, those of the last factor next to each other. Equal
/// ones are not merged yet. Throws Mistake.
std::vector<Point> expand(const Part& part, const Measure& measure, const Surroundings& surroundings);

}  // namespace breakeven::plan
