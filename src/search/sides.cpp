#include "search/sides.hpp"

#include <cmath>
#include <numeric>

#include "statistics/distributions.hpp"

namespace breakeven::search {
namespace {

using statistics::RatioLevel;

constexpr double neighbourhood = 4;
constexpr std::size_t least_degrees = 2;

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

struct Scatter {
  double squares = 0;
  std::size_t degrees = 0;
};

Scatter scatter_around(double size, std::span<const RatioLevel> levels) {
  Scatter scatter;
  for (const RatioLevel& level : levels) {
    if (level.size * neighbourhood < size || level.size > size * neighbourhood) continue;
    const double middle = mean(level.log_ratios);
    for (const double value : level.log_ratios) scatter.squares += std::pow(value - middle, 2);
    scatter.degrees += level.log_ratios.size() - 1;
  }
  return scatter;
}

Side side_of(const RatioLevel& level, const Scatter& scatter, double sureness) {
  if (scatter.degrees < least_degrees) return Side::unclear;
  const double variance =
      scatter.squares / static_cast<double>(scatter.degrees) / static_cast<double>(level.log_ratios.size());
  const double limit = statistics::two_sided_t_quantile(sureness, scatter.degrees) * std::sqrt(variance);
  const double middle = mean(level.log_ratios);
  if (std::abs(middle) <= limit) return Side::unclear;
  return middle < 0 ? Side::candidate : Side::base;
}

}  // namespace

std::vector<Side> sides_of(std::span<const RatioLevel> levels, double sureness) {
  std::vector<Side> sides;
  for (const RatioLevel& level : levels) sides.push_back(side_of(level, scatter_around(level.size, levels), sureness));
  return sides;
}

}  // namespace breakeven::search
