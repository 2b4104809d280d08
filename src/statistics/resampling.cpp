#include "statistics/resampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "statistics/distributions.hpp"

namespace breakeven::statistics {
namespace {

/// Gamma of shape >= 1 and scale 1: Marsaglia & Tsang, A Simple Method for Generating Gamma Variables, TOMS 2000.
double gamma(double shape, Random& random) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = random.normal();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(random.uniform()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

double value_at(std::span<const double> sorted, double position) {
  const auto index = static_cast<std::size_t>(position * static_cast<double>(sorted.size()));
  return sorted[std::min(index, sorted.size() - 1)];
}

constexpr std::size_t most_drawn = 16;  // up to there, drawing them all takes less time than two gamma variables

/// Draws as many of them, and counts how often each has come until half of the draws are seen.
double drawn_median(std::span<const double> sorted, Random& random) {
  std::array<std::uint8_t, most_drawn> drawn{};
  const std::size_t count = sorted.size();
  for (std::size_t draw = 0; draw < count; ++draw) ++drawn[random.index(count)];
  std::size_t seen = drawn[0];
  std::size_t lower = 0;
  while (2 * seen < count) seen += drawn[++lower];
  std::size_t upper = lower;
  if (2 * seen == count) {  // the two middle draws are not of the same value
    do ++upper;
    while (drawn[upper] == 0);
  }
  return std::midpoint(sorted[lower], sorted[upper]);
}

/// The estimates of ranks tail (n + 1) from either end, rounded outwards.
Interval between_percentiles(std::vector<double>& estimates, double tail) {
  const auto rank = static_cast<std::ptrdiff_t>(tail * static_cast<double>(estimates.size() + 1));
  const std::ptrdiff_t beyond = std::max<std::ptrdiff_t>(rank - 1, 0);
  const auto low = estimates.begin() + beyond;
  const auto high = estimates.end() - 1 - beyond;
  std::nth_element(estimates.begin(), low, estimates.end());
  const double least = *low;
  std::nth_element(low, high, estimates.end());
  return {.low = least, .high = *high};
}

}  // namespace

double resampled_median(std::span<const double> sorted, Random& random) {
  if (sorted.size() == 1) return sorted.front();
  if (sorted.size() <= most_drawn) return drawn_median(sorted, random);
  const std::size_t rank = (sorted.size() + 1) / 2;
  const auto above = static_cast<double>(sorted.size() - rank);
  const double left = gamma(static_cast<double>(rank), random);
  const double middle = left / (left + gamma(above + 1, random));
  if (sorted.size() % 2 == 1) return value_at(sorted, middle);
  // The least of the draws above it, which are uniform there.
  const double next = 1 - (1 - middle) * std::pow(random.uniform(), 1 / above);
  return std::midpoint(value_at(sorted, middle), value_at(sorted, next));
}

Interval percentile_interval(std::vector<double>& estimates, double confidence, std::size_t degrees) {
  const auto nu = static_cast<double>(degrees);
  const double deviations = std::sqrt((nu + 1) / nu) * two_sided_t_quantile(confidence, degrees);
  return between_percentiles(estimates, normal_cdf(-deviations));
}

Interval student_interval(std::vector<double>& estimates, double estimate, double confidence, std::size_t degrees) {
  const double factor = two_sided_t_quantile(confidence, degrees) / two_sided_normal_quantile(confidence);
  const Interval plain = between_percentiles(estimates, (1 - confidence) / 2);
  return {.low = estimate + factor * (plain.low - estimate), .high = estimate + factor * (plain.high - estimate)};
}

Interval symmetric_interval(std::vector<double>& estimates, double estimate, double confidence, double degrees) {
  const double factor = fractional_t_quantile(confidence, degrees) / two_sided_normal_quantile(confidence);
  const Interval plain = between_percentiles(estimates, (1 - confidence) / 2);
  const double half = factor * (plain.high - plain.low) / 2;
  return {.low = estimate - half, .high = estimate + half};
}

double resampled_median_excess(std::size_t count) { return 1 + 0.22 / std::cbrt(static_cast<double>(count)); }

double resampled_median_degrees(std::size_t count) {
  const auto n = static_cast<double>(count);
  return std::min(n - 1, 2.5 * std::pow(n, 0.4));
}

}  // namespace breakeven::statistics
