#include "statistics/resampled_pair.hpp"

#include <array>
#include <utility>

#include "breakeven/rank_tests.hpp"
#include "statistics/crossing.hpp"

namespace breakeven::statistics {

bool can_tell(const LaunchedLevels& sides, double confidence) {
  if (sides.basis() == IntervalBasis::none) return false;
  return sides.pairing() == Pairing::by_launch || least_p_value(sides.count(0), sides.count(1)) <= 1 - confidence;
}

ResampledPair::ResampledPair(const LaunchedLevels& sides, const Bootstrap& bootstrap, Random& random)
    : together_(sides.pairing() == Pairing::by_launch) {
  const auto resamples = static_cast<std::size_t>(bootstrap.resamples);
  for (std::size_t i = 0; i < (together_ ? 1U : 2U); ++i) {
    drawn_.push_back({std::vector<double>(resamples), sides.degrees(i)});
  }
  std::array<double, 2> medians{};
  for (std::size_t resample = 0; resample < resamples; ++resample) {
    sides.resample(medians, random);
    drawn_[0].values[resample] = together_ ? medians[0] - medians[1] : medians[0];
    if (!together_) drawn_[1].values[resample] = medians[1];
  }
}

double ResampledPair::difference(std::size_t resample) const {
  const double first = drawn_[0].values[resample];
  return together_ ? first : first - drawn_[1].values[resample];
}

Interval ResampledPair::interval(double confidence) const {
  std::vector<double> differences(drawn_[0].values.size());
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = difference(i);
  const double degrees = welch_degrees(differences, components());
  return percentiles_of_places(std::move(differences), confidence, degrees);
}

std::vector<Component> ResampledPair::components() const {
  std::vector<Component> all;
  for (const Drawn& drawn : drawn_) all.push_back({drawn.values, drawn.degrees});
  return all;
}

}  // namespace breakeven::statistics
