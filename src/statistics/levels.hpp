// Observations grouped by the level of x at which they were made.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace breakeven::statistics {

struct Level {
  double x = 0;
  std::vector<std::size_t> points;  ///< their places in the whole
};

/// Ascending in x. O(n log n).
std::vector<Level> levels_of(std::span<const double> x);

double sum_at(const Level& level, std::span<const double> y);
double mean_at(const Level& level, std::span<const double> y);
double median_at(const Level& level, std::span<const double> y);

}  // namespace breakeven::statistics
