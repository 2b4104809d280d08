// How well a law of scaling describes the levels it was fitted to, and those it was not.
#pragma once

#include <vector>

#include "breakeven/scaling_laws.hpp"
#include "statistics/scaling_levels.hpp"

namespace breakeven::statistics {

/// Sets what ScalingFit says of its levels, errors of levels left out and the criterion included. `seconds` are the
/// medians of the curve's levels, `best` what was fitted to them. As many fits as levels.
void set_residuals(ScalingFit& fit, const LawCurve& curve, const std::vector<double>& seconds,
                   const LawParameters& best);

}  // namespace breakeven::statistics
