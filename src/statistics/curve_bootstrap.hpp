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
  /// percentiles are apart, times Student's quantile over the normal one. The degrees of freedom are Welch's
  /// (Biometrika 34, 1947), from what each level adds to the variance: an estimate that hangs on one level has those of
  /// that level. All estimates must be finite, and best on a scale on which they are about symmetric: the logarithm of
  /// a time, the inverse square of a peak, which is finite where the peak is not. O(resamples levels).
  Interval interval(std::vector<double> estimates, double estimate) const;

  /// Relative standard deviation of a level's resampled medians: how well the level itself is known.
  double relative_spread(std::size_t level) const;

 private:
  void set_moments(std::size_t level);
  double variance_by(std::size_t level, std::span<const double> estimates) const;
  double degrees_of(std::span<const double> estimates) const;

  Bootstrap options_;
  bool paired_ = false;
  std::vector<double> medians_;  ///< by resample, then level
  std::vector<double> degrees_;  ///< by level, like the moments of its resampled medians:
  std::vector<double> means_;
  std::vector<double> variances_;
};

}  // namespace breakeven::statistics
