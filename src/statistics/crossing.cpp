#include "statistics/crossing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "statistics/distributions.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {
namespace {

/// Between two places, at one of which y is below 0 and at the other not.
double zero_between(double x0, double y0, double x1, double y1) { return std::lerp(x0, x1, y0 / (y0 - y1)); }

}  // namespace

double last_descent(std::span<const double> x, std::span<const double> y) {
  std::size_t after = y.size();
  while (after > 0 && y[after - 1] < 0) --after;
  if (after == 0) return -beyond_range;
  if (after == y.size()) return beyond_range;
  return zero_between(x[after - 1], y[after - 1], x[after], y[after]);
}

double first_descent(std::span<const double> x, std::span<const double> y) {
  const auto fallen =
      static_cast<std::size_t>(std::ranges::find_if(y, [](double value) { return value < 0; }) - y.begin());
  if (fallen == 0) return -beyond_range;
  if (fallen == y.size()) return beyond_range;
  return zero_between(x[fallen - 1], y[fallen - 1], x[fallen], y[fallen]);
}

std::vector<Interval> below_zero(std::span<const double> x, std::span<const double> y) {
  std::vector<Interval> stretches;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (!(y[i] < 0)) continue;
    const double begin = i == 0 ? x[0] : zero_between(x[i - 1], y[i - 1], x[i], y[i]);
    while (i + 1 < y.size() && y[i + 1] < 0) ++i;
    const double end = i + 1 == y.size() ? x[i] : zero_between(x[i], y[i], x[i + 1], y[i + 1]);
    stretches.push_back({.low = begin, .high = end});
  }
  return stretches;
}

std::vector<double> within(std::span<const double> places, const Interval& range) {
  std::vector<double> moved;
  moved.reserve(places.size());
  for (const double place : places) moved.push_back(std::clamp(place, range.low, range.high));
  return moved;
}

Interval percentiles_of_places(std::vector<double> places, double confidence, double degrees) {
  std::ranges::sort(places);
  const double tail = normal_cdf(-fractional_t_quantile(confidence, degrees));
  const double rank = std::floor(tail * static_cast<double>(places.size() + 1));
  const auto beyond = static_cast<std::size_t>(std::max(rank - 1, 0.0));
  return {.low = places[beyond], .high = places[places.size() - 1 - beyond]};
}

Interval interval_of_places(std::vector<double> places, double place, const Interval& range, double confidence,
                            double degrees) {
  if (!std::isfinite(place)) return percentiles_of_places(std::move(places), confidence, degrees);
  const Interval symmetric = symmetric_interval(places, place, confidence, degrees);
  if (!std::isfinite(symmetric.high - symmetric.low)) {
    return percentiles_of_places(std::move(places), confidence, degrees);
  }
  return {.low = symmetric.low < range.low ? -beyond_range : symmetric.low,
          .high = symmetric.high > range.high ? beyond_range : symmetric.high};
}

}  // namespace breakeven::statistics
