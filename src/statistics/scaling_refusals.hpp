// Why a law of scaling is not drawn through times: the reasons that fit_scaling() gives.
#pragma once

#include <cstddef>
#include <optional>

#include "breakeven/scaling_laws.hpp"
#include "statistics/scaling_levels.hpp"

namespace breakeven::statistics {

/// Before anything is fitted.
std::optional<Refusal> too_few_levels(ScalingLaw law, std::size_t levels);
std::optional<Refusal> too_few_launches(const LawCurve& curve, const LaunchedLevels& levels);

/// Once there are residuals.
std::optional<Refusal> poor(const ScalingFit& fit);

/// Once there are intervals.
std::optional<Refusal> unidentified(const ScalingFit& fit);

}  // namespace breakeven::statistics
