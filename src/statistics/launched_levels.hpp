// The levels of a curve (numbers of workers, sizes, or both), each measured in launches of its own, as a bootstrap of
// the whole curve wants them: a median for each level, and medians of a resample as uncertain as those.
//
// Launches are resampled; repetitions only of a level that has a single launch. The median of a launch already carries
// what its repetitions did: to resample these as well would count it twice, and make intervals of many repetitions too
// wide (Davison & Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven::statistics {

class LaunchedLevels {
 public:
  /// One of `levels` for each level of the curve. By launch: launch i of every level was made together with launch i of
  /// all others and is resampled with them; one that is empty at any level is left out of all. O(n log n) for n
  /// repetitions in all. Throws std::invalid_argument for a level without repetitions, a NaN, and levels that are
  /// paired but differ in their numbers of launches.
  explicit LaunchedLevels(std::span<const Launches> levels, Pairing pairing = Pairing::independent);

  std::size_t size() const noexcept { return values_.size(); }
  Pairing pairing() const noexcept { return pairing_; }

  /// Over launches, by level. In the unit of the repetitions, like all medians here.
  const std::vector<double>& medians() const noexcept { return medians_; }

  /// What is resampled at a level: its launches, or the repetitions of the only one.
  std::size_t count(std::size_t level) const noexcept { return values_[level].size(); }
  /// The weakest of all levels. `none` with fewer than 3 to resample: their spread says next to nothing.
  IntervalBasis basis() const;
  /// The first level of so few; nothing when there is a basis.
  std::optional<std::size_t> first_without_basis() const;

  /// Sets `medians`, one a level, to those of a resample. They differ from medians() as much as medians of other
  /// launches would: the deviation of a resampled median is corrected for being too large (resampled_median_excess()),
  /// so that medians of positive values stay positive. O(levels) draws; O(repetitions) where launches are paired.
  void resample(std::span<double> medians, Random& random) const;

  /// How many degrees of freedom the spread of a level's resampled medians has.
  double degrees(std::size_t level) const;

 private:
  void resample_level(double& median, std::size_t level, double resampled) const;
  void resample_together(std::span<double> medians, Random& random) const;

  Pairing pairing_;
  bool single_launch_ = false;               ///< a level has no more than one
  std::vector<std::vector<double>> values_;  ///< by level; ascending unless they are paired
  std::vector<double> medians_;
};

}  // namespace breakeven::statistics
