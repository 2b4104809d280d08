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

double size_at(double place) { return std::exp(place); }

/// Of a size, which may be infinite, or minus infinity where it lies below the range.
double place_of(double size) { return size == -beyond_range ? size : std::log(size); }

}  // namespace

std::vector<double> places_of(const Differences& differences) {
  std::vector<double> places;
  places.reserve(differences.resamples.size());
  for (const auto& resample : differences.resamples) {
    places.push_back(place_of(last_descent(differences.sizes, resample)));
  }
  return places;
}

Estimate crossing_of(const Differences& differences, double confidence, double degrees) {
  const double place = place_of(last_descent(differences.sizes, differences.estimate));
  const Interval range{.low = std::log(differences.sizes.front()), .high = std::log(differences.sizes.back())};
  return {.value = place, .interval = interval_of_places(places_of(differences), place, range, confidence, degrees)};
}

BreakEven answer_of(const Differences& differences, double confidence, double degrees) {
  const Estimate crossing = crossing_of(differences, confidence, degrees);
  BreakEven answer;
  answer.verdict = verdict_of(crossing);
  answer.range = {.low = differences.sizes.front(), .high = differences.sizes.back()};
  answer.interval = {.low = size_at(crossing.interval.low), .high = size_at(crossing.interval.high)};
  answer.size = std::max(size_at(crossing.value), answer.range.low);
  answer.faster = below_zero(differences.sizes, differences.estimate);
  return answer;
}

}  // namespace breakeven::statistics
