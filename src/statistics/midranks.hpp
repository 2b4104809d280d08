// Ranks of pooled values, as tests by ranks want them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace breakeven::statistics {

struct Midranks {
  std::vector<double> ranks;  ///< of each value, in their order, counted from 1; equal values share their mean
  double tie_sum = 0;         ///< t^3 - t over groups of t equal values: 0 without ties
};

/// O(n log n). No NaN.
Midranks midranks(std::span<const double> values);

}  // namespace breakeven::statistics
