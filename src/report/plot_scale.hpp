// The axis of a plot: where values lie on it, and which of them are named.
#pragma once

#include <cstddef>
#include <vector>

namespace breakeven::report {

/// From the least to the greatest value of an axis. On a logarithmic one only values above 0 have a place.
class PlotScale {
 public:
  PlotScale(double low, double high, bool logarithmic);

  /// 0 at the low end, 1 at the high one, beyond them outside; 0.5 where both ends are the same.
  double place(double value) const;
  bool has(double value) const { return !logarithmic_ || value > 0; }
  /// Between the ends, but for rounding.
  bool contains(double value) const;

  /// Round values within the ends, ascending, at most `at_most` (at least 2): whole powers of ten, or 1, 2 and 5 times
  /// such, where there is room; on a logarithmic axis that is shorter than that, as on a linear one.
  std::vector<double> ticks(std::size_t at_most) const;

 private:
  double low_;
  double high_;
  bool logarithmic_;
};

}  // namespace breakeven::report
