// A plan before it is run: its points, those that will not be run, and what it will come to.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What one launch of each point is estimated to take, in the order of the points; nothing for those that are skipped
/// or could not be estimated. Seconds as doubles: a plan may ask for more than the years that a Duration has. Empty
/// when nothing was estimated.
using LaunchEstimates = std::vector<std::optional<std::chrono::duration<double>>>;

/// A line per point, the reasons of those that are skipped, and the totals.
std::string render_plan(const plan::Plan& plan, const LaunchEstimates& estimates, const Appearance& appearance);

}  // namespace breakeven::report
