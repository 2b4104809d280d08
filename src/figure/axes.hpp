// Axes that hold what is to be shown, with round numbers on them.
#pragma once

#include <limits>
#include <vector>

#include "figure/figure.hpp"

namespace breakeven::figure {

/// What is to have a place on an axis.
class Range {
 public:
  void include(double value);
  void include(const Series& series);  ///< all that it shows of y
  bool empty() const { return low_ > high_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
};

/// Numbers of workers by powers of two, with a tick at each of `counts`, and at powers of two beyond them up to `high`.
Axis axis_of_workers(const std::vector<double>& counts, double high);

/// Ratios by powers of two, of ten where they differ much.
Axis axis_of_ratios(const Range& range);

/// Percents from 0 on.
Axis axis_of_percents(const Range& range);

/// Seconds by powers of ten; ticks have units.
Axis axis_of_seconds(const Range& range);

/// Sizes of problems by powers of ten.
Axis axis_of_sizes(const Range& range);

}  // namespace breakeven::figure
