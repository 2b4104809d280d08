#include "statistics/launched_levels.hpp"

#include <algorithm>
#include <stdexcept>

#include "statistics/checks.hpp"
#include "statistics/launch_sample.hpp"
#include "statistics/order.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {
namespace {

// With two, the spread has one degree of freedom: an interval would be a dozen times as wide as it.
constexpr std::size_t least_launches = 3;

std::vector<double> medians_of_launches(Launches launches) {
  std::vector<double> medians;
  for (const auto& repetitions : launches) {
    if (!repetitions.empty()) medians.push_back(breakeven::median(repetitions));
  }
  require_some(medians);
  return medians;
}

/// Whether launch i has repetitions at every level.
std::vector<bool> whole_launches(std::span<const Launches> levels) {
  std::vector<bool> whole(levels.empty() ? 0 : levels.front().size(), true);
  for (const Launches& launches : levels) {
    if (launches.size() != whole.size()) {
      throw std::invalid_argument("statistics: levels paired by launch need as many launches each");
    }
    for (std::size_t i = 0; i < whole.size(); ++i) whole[i] = whole[i] && !launches[i].empty();
  }
  return whole;
}

std::vector<double> medians_of_whole(Launches launches, const std::vector<bool>& whole) {
  std::vector<std::vector<double>> kept;
  for (std::size_t i = 0; i < launches.size(); ++i) {
    if (whole[i]) kept.push_back(launches[i]);
  }
  return medians_of_launches(kept);
}

}  // namespace

LaunchedLevels::LaunchedLevels(std::span<const Launches> levels, Pairing pairing) : pairing_(pairing) {
  const bool paired = pairing == Pairing::by_launch;
  const std::vector<bool> whole = paired ? whole_launches(levels) : std::vector<bool>{};
  for (const Launches& launches : levels) {
    std::vector<double> values = paired ? medians_of_whole(launches, whole) : medians_of_launches(launches);
    if (values.size() == 1) {
      single_launch_ = true;
      const auto only = std::ranges::find_if(launches, [](const auto& repetitions) { return !repetitions.empty(); });
      if (!paired) values = *only;
    }
    medians_.push_back(breakeven::median(values));
    if (!paired) std::ranges::sort(values);
    values_.push_back(std::move(values));
  }
}

std::optional<std::size_t> LaunchedLevels::first_without_basis() const {
  const auto few = std::ranges::find_if(values_, [](const auto& values) { return values.size() < least_launches; });
  if (few == values_.end()) return std::nullopt;
  return static_cast<std::size_t>(few - values_.begin());
}

IntervalBasis LaunchedLevels::basis() const {
  if (values_.empty() || first_without_basis()) return IntervalBasis::none;
  return single_launch_ ? IntervalBasis::repetitions : IntervalBasis::launches;
}

void LaunchedLevels::resample(std::span<double> medians, Random& random) const {
  if (pairing_ == Pairing::by_launch) {
    resample_together(medians, random);
    return;
  }
  for (std::size_t level = 0; level < size(); ++level) {
    resample_level(medians[level], level, resampled_median(values_[level], random));
  }
}

void LaunchedLevels::resample_level(double& median, std::size_t level, double resampled) const {
  median = medians_[level] + (resampled - medians_[level]) / resampled_median_excess(count(level));
}

void LaunchedLevels::resample_together(std::span<double> medians, Random& random) const {
  if (values_.empty()) return;
  std::vector<std::size_t> chosen(count(0));
  choose_launches(chosen, random);
  std::vector<double> drawn(chosen.size());
  for (std::size_t level = 0; level < size(); ++level) {
    std::ranges::transform(chosen, drawn.begin(), [&](std::size_t launch) { return values_[level][launch]; });
    resample_level(medians[level], level, median_in_place(drawn));
  }
}

double LaunchedLevels::degrees(std::size_t level) const { return resampled_median_degrees(count(level)); }

}  // namespace breakeven::statistics
