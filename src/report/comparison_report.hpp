// Many crews, several repetitions each: medians with intervals.
#pragma once

#include <string>
#include <vector>

#include "measure/comparison.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// One row for each kind and number of workers, the notes to them, why points failed, and whether all answers are
/// the same.
std::string render_comparison(const measure::ComparisonResult& result, const measure::ComparisonPlan& plan,
                              const Appearance& appearance);

}  // namespace breakeven::report
