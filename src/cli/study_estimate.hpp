// What the points of a plan will take, from a short calibration.
#pragma once

#include "cli/session.hpp"
#include "plan/plan.hpp"
#include "report/plan_table.hpp"

namespace breakeven::cli {

/// Runs each crew of the plan once with a job that does nothing, and each workload with small sizes that grow until one
/// takes long enough to be measured, by the simplest crew. A launch is then estimated as the first plus the second,
/// scaled with n and divided among the workers that have a processor. Takes some seconds for each workload. Nothing is
/// estimated of what fails. Throws Interrupted.
report::LaunchEstimates estimate_launches(const plan::Plan& plan, const Session& session);

}  // namespace breakeven::cli
