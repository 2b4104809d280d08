// Lines through points, without intervals: what breakeven/linear_fit.hpp and the models are made of.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace breakeven::statistics {

struct Line {
  double intercept = 0;
  double slope = 0;

  double at(double x) const { return intercept + slope * x; }
};

/// Weighted least squares for given x and weights, and any y: O(n) to make, then O(n) for each y. x is centred first,
/// so that a line far from 0 keeps its digits. At least 2 different x.
class LineDesign {
 public:
  LineDesign(std::span<const double> x, std::span<const double> weights);

  Line solve(std::span<const double> y) const;
  /// What each unit of a point's y adds to the line.
  Line influence(std::size_t point) const;
  /// How much of its own y a point's fitted value is, in [0, 1].
  double leverage(std::size_t point) const;

 private:
  double mean_x_ = 0;
  std::vector<double> shares_;        ///< of the weight
  std::vector<double> slope_shares_;  ///< slope = sum of these times y
  std::vector<double> centred_;
};

/// Theil and Sen's line through one point per level: the weighted median of the slopes of all pairs, each weighted by
/// the inverse of its slope's deviation, and then the weighted median of what it leaves. O(levels^2 log levels).
/// x ascends strictly; at least 2.
Line theil_sen_line(std::span<const double> x, std::span<const double> y, std::span<const double> weights);

}  // namespace breakeven::statistics
