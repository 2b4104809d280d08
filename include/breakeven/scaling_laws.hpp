// How times depend on the number of workers p over all numbers measured, by the laws of the field. T is the time of the
// problem, T1 that of one worker:
//
//   Amdahl (AFIPS 1967)        the same problem: T = T1 (s + (1 - s) / p); s is the share of T1 that stays serial
//   Universal Scalability Law  the same problem: T = T1 (1 + sigma (p - 1) + kappa p (p - 1)) / p; sigma is contention,
//   (Gunther, Guerrilla        kappa coherency: what every worker has to say to every other. Amdahl's law is that
//   Capacity Planning, 2007)   without kappa. With it there is a peak, after which more workers are slower.
//   Gustafson (CACM 31, 1988)  a problem that grows with p: T = T1 p / (s + (1 - s) p), so that the scaled speed-up
//                              p T1 / T is s + (1 - s) p
//
// A level, one number of workers, counts once, by its median over launches, and errors are relative: least squares of
// log(T / law), so that a time of 1 ms and one of 100 s count alike. Parameters stay where they mean something (s in
// [0, 1], sigma and kappa at least 0), and so do their intervals.
//
// Intervals come from resampling launches, or the repetitions of levels that have only one launch, and fitting the
// whole curve again; where the law misses the medians by more than launches and chance explain, they are widened by as
// much, because other numbers of workers would then have given other parameters (as does the Particle Data Group,
// Review of Particle Physics, section 5.2.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "breakeven/fit.hpp"
#include "breakeven/scaling.hpp"

namespace breakeven {

enum class ScalingLaw : std::uint8_t { amdahl, universal, gustafson };

/// "Amdahl's law", "the Universal Scalability Law", "Gustafson's law".
std::string_view to_string(ScalingLaw law);

/// How one level and the law differ.
struct LevelResidual {
  double workers = 0;
  double seconds = 0;            ///< median over launches
  double relative_residual = 0;  ///< seconds / law - 1
  double left_out_error = 0;     ///< law / seconds - 1, the law fitted without this level
};

struct ScalingPrediction {
  double workers = 0;
  Estimate seconds;
  bool extrapolated = false;
};

struct ScalingFit {
  ScalingLaw law = ScalingLaw::amdahl;
  Estimate one_worker_seconds;           ///< T1, as the law has it
  Estimate serial_fraction;              ///< s, or sigma
  std::optional<Estimate> coherency;     ///< kappa of the Universal Scalability Law
  std::optional<Estimate> peak_workers;  ///< sqrt((1 - sigma) / kappa), 1 at least; infinite where kappa may be 0
  IntervalBasis basis = IntervalBasis::none;

  std::vector<LevelResidual> levels;  ///< ascending in workers
  double residual_deviation = 0;      ///< of log(seconds / law), with as many degrees as levels exceed parameters
  double misfit = 0;                  ///< that over what launches explain; intervals are widened above 2
  std::optional<double> aicc;         ///< of log residuals: the least is the best law for the same levels. None
                                      ///< where levels exceed the parameters by 2 or less.
  double typical_left_out_error = 0;  ///< median absolute
  double worst_left_out_error = 0;    ///< the greatest absolute
  Interval range;                     ///< of workers
  std::vector<ScalingPrediction> predictions;  ///< where they were asked for

  /// Seconds, as the law has it.
  double at(double workers) const;
  bool extrapolates(double workers) const { return workers < range.low || workers > range.high; }
};

/// Levels may come in any order; those without repetitions are left out. `predict_at` are numbers of workers for which
/// a time with an interval is wanted. Refused with a reason: fewer than 3 levels (4 for the Universal Scalability Law),
/// fewer than 3 launches of a level (or repetitions of a single launch), a law that misses the medians by more than a
/// quarter, an interval of the serial fraction that spans 0 to 1 or one of T1 that spans a factor of 10, and a fit that
/// is not finite. O(resamples levels), about 20 ms for 2000 resamples of 8 levels. Throws std::invalid_argument for
/// workers that occur twice or are below 1, a time that is not above 0 and finite, or a bootstrap that makes no sense.
Fitted<ScalingFit> fit_scaling(ScalingLaw law, std::span<const ScalingLevel> levels, const Bootstrap& bootstrap = {},
                               std::span<const double> predict_at = {});

}  // namespace breakeven
