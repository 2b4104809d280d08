// A bootstrap of a whole curve: the medians of all its levels are resampled, whatever is fitted to them is fitted
// again to each resample, and the spread of what that gives is an interval.
//
//     const CurveBootstrap bootstrap(levels, options);
//     std::vector<double> slopes;
//     for (std::size_t i = 0; i < bootstrap.size(); ++i) slopes.push_back(fit(bootstrap.medians(i)).slope);
//     bootstrap.interval(slopes, fit(levels.medians()).slope);
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/launched_levels.hpp"

namespace breakeven::statistics {

class CurveBootstrap {
 public:
  /// Draws all resamples: O(resamples levels) time and space. Throws std::invalid_argument for options that make no
  /// sense.
  CurveBootstrap(const LaunchedLevels& levels, const Bootstrap& options);

  /// How many resamples there are.
  std::size_t size() const noexcept { return medians_.size() / degrees_.size(); }
  /// One a level.
  std::span<const double> medians(std::size_t resample) const;

  /// Of an estimate, from those that each resample gave, in their order: symmetric about it, as wide as their
  /// percentiles are apart, times Student's quantile over the normal one with degrees() of freedom. All estimates must
  /// be finite, and best on a scale on which they are about symmetric: the logarithm of a time, the inverse square of a
  /// peak, which is finite where the peak is not. O(resamples levels).
  Interval interval(std::vector<double> estimates, double estimate) const;

  /// Of freedom, of such estimates: see welch_degrees().
  double degrees(std::span<const double> estimates) const;

  /// Relative standard deviation of a level's resampled medians: how well the level itself is known.
  double relative_spread(std::size_t level) const;

 private:
  std::vector<double> column(std::size_t level) const;

  Bootstrap options_;
  bool paired_ = false;
  std::vector<double> medians_;               ///< by resample, then level
  std::vector<std::vector<double>> columns_;  ///< the same by level
  std::vector<double> degrees_;               ///< by level
};

}  // namespace breakeven::statistics
