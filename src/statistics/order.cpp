#include "statistics/order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/distributions.hpp"

namespace breakeven::statistics {

std::vector<double> sorted_copy(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted;
}

double median_of_sorted(std::span<const double> sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
}

double median_in_place(std::span<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return std::midpoint(*std::max_element(values.begin(), middle), *middle);
}

bool too_few_for_median(std::size_t count, double confidence) {
  return std::exp2(1 - static_cast<double>(count)) > 1 - confidence;
}

std::optional<Interval> interval_of_sorted(std::span<const double> sorted, double confidence) {
  if (too_few_for_median(sorted.size(), confidence)) return std::nullopt;
  const auto n = static_cast<double>(sorted.size());
  const double spread = two_sided_normal_quantile(confidence) * std::sqrt(n);
  const double lower_rank = std::max(std::floor((n - spread) / 2), 1.0);
  const double upper_rank = std::min(std::ceil(1 + (n + spread) / 2), n);
  return Interval{.low = sorted[static_cast<std::size_t>(lower_rank) - 1],
                  .high = sorted[static_cast<std::size_t>(upper_rank) - 1]};
}

}  // namespace breakeven::statistics
