// The intervals of a law of scaling, by fitting it to resamples. See breakeven/scaling_laws.hpp.
#pragma once

#include <functional>
#include <vector>

#include "breakeven/scaling_laws.hpp"
#include "statistics/curve_bootstrap.hpp"
#include "statistics/scaling_levels.hpp"

namespace breakeven::statistics {

class ScalingIntervals {
 public:
  /// Fits the curve to the medians and to every resample of them: O(resamples) fits. Intervals are made `widening`
  /// times as wide as the resamples say. Both must outlive this.
  ScalingIntervals(const LawCurve& curve, const LaunchedLevels& levels, const Bootstrap& options);

  /// By how much the deviation of the residuals exceeds that of resampled medians, typical over levels.
  double misfit(double residual_deviation) const;
  void widen(double factor) { widening_ = factor; }

  /// Of anything that follows from parameters and is finite, whatever they are.
  Interval of(const std::function<double(const LawParameters&)>& quantity) const;
  /// Of what is above 0, on the scale of its logarithm; `typical` is about how large it is.
  Interval of_positive(double typical, const std::function<double(const LawParameters&)>& quantity) const;

 private:
  CurveBootstrap bootstrap_;
  LawParameters centre_;
  std::vector<LawParameters> resamples_;
  std::size_t levels_;
  double widening_ = 1;
};

}  // namespace breakeven::statistics
