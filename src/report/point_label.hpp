// What a point is called among others of its study.
#pragma once

#include <string>

#include "analysis/study_factors.hpp"

namespace breakeven::report {

/// "8 ranks, n 1e6, sampler=eager": as much of a point as tells it from the others.
std::string point_label(const plan::Point& point, const analysis::Factors& factors);

}  // namespace breakeven::report
