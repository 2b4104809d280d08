// Points that are planned and cannot, or shall not, be run here.
#pragma once

#include <string>

#include "plan/plan.hpp"

namespace breakeven::plan {

/// Why the point is not to be run: nodes that there are not, more workers than processors unless `oversubscribe`, a job
/// that its workers cannot do, more memory than a node has. Empty when it is.
std::string reason_to_skip(const Point& point, bool oversubscribe, const Surroundings& surroundings);

}  // namespace breakeven::plan
