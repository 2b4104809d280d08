// The mean, of log ratios in a search.
#pragma once

#include <numeric>
#include <vector>

namespace breakeven::search {

/// Of one value at least.
inline double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace breakeven::search
