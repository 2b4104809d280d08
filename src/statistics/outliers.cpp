#include <algorithm>
#include <cmath>
#include <numeric>

#include "breakeven/statistics.hpp"
#include "statistics/checks.hpp"
#include "statistics/order.hpp"

namespace breakeven {
namespace {

/// The medians of the lower and of the upper half, each with the middle value when there is one.
Interval hinges(std::span<const double> sorted) {
  const std::size_t half = (sorted.size() + 1) / 2;
  return {.low = statistics::median_of_sorted(sorted.first(half)),
          .high = statistics::median_of_sorted(sorted.last(half))};
}

bool beyond(double value, const Interval& hinges, double steps) {
  const double step = steps * (hinges.high - hinges.low);
  return value < hinges.low - step || value > hinges.high + step;
}

/// A standard deviation, from the distances of values from their median.
double spread_of(std::vector<double> distances) {
  constexpr double median_of_normal = 0.6745;  // of the absolute value, in standard deviations
  constexpr double mean_of_normal = 0.7979;
  const double sum = std::accumulate(distances.begin(), distances.end(), 0.0);
  const double median = statistics::median_in_place(distances);
  return median > 0 ? median / median_of_normal : sum / static_cast<double>(distances.size()) / mean_of_normal;
}

}  // namespace

std::vector<Outlier> flag_outliers(std::span<const double> values) {
  statistics::require_no_nan(values);
  std::vector<Outlier> flags(values.size(), Outlier::no);
  if (values.size() < 4) return flags;
  const Interval middle = hinges(statistics::sorted_copy(values));
  std::ranges::transform(values, flags.begin(), [&](double value) {
    if (beyond(value, middle, 3)) return Outlier::far_out;
    return beyond(value, middle, 1.5) ? Outlier::outside : Outlier::no;
  });
  return flags;
}

std::vector<double> modified_z_scores(std::span<const double> values) {
  statistics::require_no_nan(values);
  std::vector<double> scores(values.begin(), values.end());
  if (values.empty()) return scores;
  const double centre = median(values);
  for (double& score : scores) score -= centre;
  std::vector<double> distances;
  for (const double score : scores) distances.push_back(std::abs(score));
  const double spread = spread_of(distances);
  if (!(spread > 0)) return scores;  // all are 0
  for (double& score : scores) score /= spread;
  return scores;
}

std::vector<Outlier> flag_by_modified_z(std::span<const double> values) {
  const auto scores = modified_z_scores(values);
  std::vector<Outlier> flags(values.size(), Outlier::no);
  std::ranges::transform(scores, flags.begin(), [](double score) {
    return std::abs(score) > modified_z_limit ? Outlier::outside : Outlier::no;
  });
  return flags;
}

}  // namespace breakeven
