#include "statistics/break_even_answer.hpp"

#include <cmath>

#include "statistics/crossing.hpp"

namespace breakeven::statistics {
namespace {

BreakEvenVerdict verdict_of(const Estimate& crossing) {
  if (crossing.interval.low == beyond_range) return BreakEvenVerdict::never;
  if (crossing.interval.high == -beyond_range) return BreakEvenVerdict::always;
  const bool sure_at_the_end = crossing.interval.high < beyond_range;
  return sure_at_the_end && crossing.value < beyond_range ? BreakEvenVerdict::from : BreakEvenVerdict::undecided;
}

/// From the place of a crossing in logarithms: 0 below the range, infinity above.
double size_at(double place) { return std::exp(place); }

}  // namespace

Estimate crossing_of(const Differences& differences, double confidence, double degrees) {
  std::vector<double> places;
  places.reserve(differences.resamples.size());
  for (const auto& resample : differences.resamples) places.push_back(last_descent(differences.log_sizes, resample));
  return {.value = last_descent(differences.log_sizes, differences.estimate),
          .interval = interval_of_places(std::move(places), confidence, degrees)};
}

BreakEven answer_of(const Differences& differences, double confidence, double degrees) {
  const Estimate crossing = crossing_of(differences, confidence, degrees);
  BreakEven answer;
  answer.verdict = verdict_of(crossing);
  answer.range = {.low = size_at(differences.log_sizes.front()), .high = size_at(differences.log_sizes.back())};
  answer.interval = {.low = size_at(crossing.interval.low), .high = size_at(crossing.interval.high)};
  answer.size = std::max(size_at(crossing.value), answer.range.low);
  for (const Interval& stretch : below_zero(differences.log_sizes, differences.estimate)) {
    answer.faster.push_back({.low = size_at(stretch.low), .high = size_at(stretch.high)});
  }
  return answer;
}

}  // namespace breakeven::statistics
