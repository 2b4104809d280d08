#include "breakeven/statistics.hpp"

#include <stdexcept>

#include "statistics/checks.hpp"
#include "statistics/order.hpp"

namespace breakeven {

double median(std::span<const double> values) {
  statistics::require_numbers(values);
  std::vector<double> scratch(values.begin(), values.end());
  return statistics::median_in_place(scratch);
}

std::optional<Interval> median_interval(std::span<const double> values, double confidence) {
  statistics::require_numbers(values);
  statistics::require_confidence(confidence);
  return statistics::interval_of_sorted(statistics::sorted_copy(values), confidence);
}

MedianSummary summarise(std::span<const double> values, double confidence) {
  statistics::require_numbers(values);
  return summarise_sorted(statistics::sorted_copy(values), confidence);
}

MedianSummary summarise_sorted(std::span<const double> sorted, double confidence) {
  statistics::require_some(sorted);
  statistics::require_confidence(confidence);
  return {.median = statistics::median_of_sorted(sorted),
          .interval = statistics::interval_of_sorted(sorted, confidence),
          .minimum = sorted.front(),
          .maximum = sorted.back(),
          .count = sorted.size()};
}

double harmonic_mean(std::span<const double> rates) {
  statistics::require_numbers(rates);
  double seconds = 0;  // of one unit of work at each rate, added up
  for (const double rate : rates) {
    if (!(rate > 0)) throw std::invalid_argument("statistics: a rate must be above 0");
    seconds += 1 / rate;
  }
  return static_cast<double>(rates.size()) / seconds;
}

}  // namespace breakeven
