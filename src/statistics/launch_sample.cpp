#include "statistics/launch_sample.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "statistics/checks.hpp"
#include "statistics/order.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {

LaunchSample::LaunchSample(Launches launches) {
  for (const auto& repetitions : launches) {
    require_no_nan(repetitions);
    if (!repetitions.empty()) sorted_.push_back(sorted_copy(repetitions));
  }
  if (sorted_.empty()) throw std::invalid_argument("statistics: there are no repetitions to summarise");
}

std::size_t LaunchSample::count() const noexcept {
  std::size_t count = 0;
  for (const auto& repetitions : sorted_) count += repetitions.size();
  return count;
}

double LaunchSample::least() const {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& repetitions : sorted_) least = std::min(least, repetitions.front());
  return least;
}

IntervalBasis LaunchSample::basis(double confidence) const {
  if (too_few_for_median(degrees() + 1, confidence)) return IntervalBasis::none;
  return launches() == 1 ? IntervalBasis::repetitions : IntervalBasis::launches;
}

std::size_t LaunchSample::degrees() const noexcept { return (launches() == 1 ? count() : launches()) - 1; }

double LaunchSample::median() const {
  std::vector<double> medians;
  for (const auto& repetitions : sorted_) medians.push_back(median_of_sorted(repetitions));
  return median_in_place(medians);
}

double LaunchSample::resampled(const std::vector<std::size_t>& chosen, Random& random) const {
  std::vector<double> medians;
  medians.reserve(chosen.size());
  for (const std::size_t launch : chosen) medians.push_back(resampled_median(sorted_[launch], random));
  return median_in_place(medians);
}

void choose_launches(std::vector<std::size_t>& chosen, Random& random) {
  for (std::size_t& launch : chosen) launch = random.index(chosen.size());
}

}  // namespace breakeven::statistics
