#include "breakeven/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace breakeven {
namespace {

void require_numbers(std::span<const double> values) {
  if (values.empty()) throw std::invalid_argument("statistics: there are no values to summarise");
  if (std::ranges::any_of(values, [](double value) { return std::isnan(value); })) {
    throw std::invalid_argument("statistics: a value is not a number");
  }
}

void require_confidence(double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw std::invalid_argument("statistics: a confidence must lie between 0 and 1, as 0.95");
  }
}

std::vector<double> sorted_copy(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted;
}

double median_of_sorted(std::span<const double> sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
}

/// z with P(|Z| <= z) = confidence, by Newton's method on erf(z / sqrt 2) = confidence. erf is concave above 0, so
/// that the iterates climb from 0 towards the solution and never pass it, except by rounding: then it is found.
double two_sided_normal_quantile(double confidence) {
  double z = 0;
  while (true) {
    // Through erfc, which keeps its digits where erf is nearly 1.
    const double missing = std::erfc(z / std::numbers::sqrt2) - (1 - confidence);
    const double slope = std::numbers::sqrt2 * std::numbers::inv_sqrtpi * std::exp(-z * z / 2);
    const double next = z + missing / slope;
    if (!(next > z)) return z;
    z = next;
  }
}

std::optional<Interval> interval_of_sorted(std::span<const double> sorted, double confidence) {
  const auto n = static_cast<double>(sorted.size());
  // All values lie on one side of the median with probability 2^(1-n): the whole range covers it no better.
  if (std::exp2(1 - n) > 1 - confidence) return std::nullopt;
  const double spread = two_sided_normal_quantile(confidence) * std::sqrt(n);
  const double lower_rank = std::max(std::floor((n - spread) / 2), 1.0);
  const double upper_rank = std::min(std::ceil(1 + (n + spread) / 2), n);
  return Interval{.low = sorted[static_cast<std::size_t>(lower_rank) - 1],
                  .high = sorted[static_cast<std::size_t>(upper_rank) - 1]};
}

}  // namespace

double median(std::span<const double> values) {
  require_numbers(values);
  std::vector<double> scratch(values.begin(), values.end());
  const auto middle = scratch.begin() + static_cast<std::ptrdiff_t>(scratch.size() / 2);
  std::nth_element(scratch.begin(), middle, scratch.end());
  if (scratch.size() % 2 == 1) return *middle;
  return std::midpoint(*std::max_element(scratch.begin(), middle), *middle);
}

std::optional<Interval> median_interval(std::span<const double> values, double confidence) {
  require_numbers(values);
  require_confidence(confidence);
  return interval_of_sorted(sorted_copy(values), confidence);
}

MedianSummary summarise(std::span<const double> values, double confidence) {
  require_numbers(values);
  return summarise_sorted(sorted_copy(values), confidence);
}

MedianSummary summarise_sorted(std::span<const double> sorted, double confidence) {
  if (sorted.empty()) throw std::invalid_argument("statistics: there are no values to summarise");
  require_confidence(confidence);
  return {.median = median_of_sorted(sorted),
          .interval = interval_of_sorted(sorted, confidence),
          .minimum = sorted.front(),
          .maximum = sorted.back(),
          .count = sorted.size()};
}

}  // namespace breakeven
