// Fitting the curve of ratio_fit.hpp: Gauss and Newton's method, with residuals that are clipped.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "statistics/ratio_fit.hpp"

namespace breakeven::statistics {

/// Symmetric: xx, xy, yy.
using Matrix2 = std::array<double, 3>;

struct RatioCurve {
  double share = 1;
  double start = 0;                          ///< in units of `unit`
  double unit = 1;                           ///< of size: so that both parameters are of the order of 1
  std::vector<std::vector<double>> clipped;  ///< residuals of log ratios, as `levels` have them
  double unclipped_share = 1;                ///< of all residuals
  Matrix2 inverse{};                         ///< of the normal matrix: covariances of (share, start) for variance 1

  double ratio_at(double size) const { return share + start * unit / size; }
};

/// Needs 2 sizes at least.
RatioCurve fit_ratio_curve(std::span<const RatioLevel> levels);

}  // namespace breakeven::statistics
