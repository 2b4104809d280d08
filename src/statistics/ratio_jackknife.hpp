// How well a curve of ratio_fit.hpp is known, by what becomes of it when a pass is left out.
#pragma once

#include <cstddef>
#include <span>

#include "statistics/ratio_curve.hpp"

namespace breakeven::statistics {

std::size_t count_passes(std::span<const RatioLevel> levels);

/// Covariances of (share, start) of a curve, start in its unit, and how well they are known.
struct CurveCovariance {
  Matrix2 matrix{};
  double degrees = 0;  ///< of freedom
};

/// Of `curve`, the fit of all levels: the jackknife over passes (Cameron & Miller, Journal of Human Resources 50, 2015,
/// section VI.B, "CR3"). As far as each pass resembles the one before, they count for fewer passes: for an
/// autoregressive process (Bayley & Hammersley, J. Royal Statistical Society Supplement 8, 1946). Passes without which
/// fewer than two sizes are left are not left out. O(rounds passes) an iteration of the fit.
CurveCovariance jackknife_over_passes(std::span<const RatioLevel> levels, const RatioCurve& curve);

}  // namespace breakeven::statistics
