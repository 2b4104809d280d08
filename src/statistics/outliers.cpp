#include <algorithm>

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

}  // namespace breakeven
