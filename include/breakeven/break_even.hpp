// From which size on does one crew beat another, and how many jobs does a kept crew need to repay its start?
//
// N* is the size from which the candidate is faster up to the end of the measured range: the last crossing, if there
// are several, and `faster` tells all. It is found twice. By models (cost_model.hpp): where the two curves cross, with
// an interval from their resamples. And directly: between neighbouring sizes that both were measured at, by straight
// lines through their medians. The one uses all data, but believes in the model; the other believes little and uses
// four medians. They check each other.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "breakeven/cost_model.hpp"
#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

enum class BreakEvenVerdict : std::uint8_t {
  from,       ///< faster from `size` on, and surely so at the end of the range
  always,     ///< surely faster at all sizes of the range
  never,      ///< surely slower at the end of the range
  undecided,  ///< the intervals do not tell: surely not before interval.low, if that is above 0: where it is measured,
              ///< the last size at which the candidate is told to be slower by its own times
};

struct BreakEven {
  BreakEvenVerdict verdict = BreakEvenVerdict::undecided;
  double size = 0;               ///< N*, for `from`; the least size of the range when it seems faster there already
  Interval interval;             ///< of N*. low is 0 where it may lie below the range, high infinity where above
  Interval range;                ///< of the sizes that were compared
  std::vector<Interval> faster;  ///< the sizes at which the candidate's estimate is the lower one, within the range
  /// Of never and undecided, by models: where the curves would cross beyond the range. Extrapolated: say so. Its
  /// interval may reach to infinity.
  std::optional<Estimate> beyond;
  IntervalBasis basis = IntervalBasis::none;  ///< the weaker one
};

/// One kind with its number of workers.
struct ModelledCrew {
  const CostModel& model;
  double workers = 1;
};

/// By models, over the sizes both were measured at. `pairing` must be that of both fits: by launch, resamples were
/// drawn together; independent ones must not be. Refused when the ranges of sizes do not overlap, a number of workers
/// is outside of its model's range, or the models differ in their numbers of resamples. O(resamples), about 10 ms for
/// 2000.
Fitted<BreakEven> break_even(const ModelledCrew& candidate, const ModelledCrew& base,
                             Pairing pairing = Pairing::independent);

/// Whole times at one size, by launch: seconds.
struct SizeTimes {
  double size = 0;
  std::vector<std::vector<double>> launches;
};

/// Without a model, at the sizes that both have (others are left out). Refused with fewer than 2 of them, or with fewer
/// than 3 launches, or repetitions of a single one, at any. Throws std::invalid_argument for a size that is not above 0
/// or occurs twice, times that are not above 0 and finite, and a bootstrap that makes no sense.
Fitted<BreakEven> measured_break_even(std::span<const SizeTimes> candidate, std::span<const SizeTimes> base,
                                      Pairing pairing = Pairing::independent, const Bootstrap& bootstrap = {});

enum class RepaymentVerdict : std::uint8_t {
  repaid,     ///< after `jobs`
  never,      ///< a job surely gains nothing
  undecided,  ///< whether a job gains anything cannot be told
};

struct Repayment {
  RepaymentVerdict verdict = RepaymentVerdict::undecided;
  Estimate jobs;           ///< whole ones, 1 at least; infinity for never
  Estimate start_seconds;  ///< and stop: paid once
  Estimate gain_seconds;   ///< of each job: serial less work, talk and rest of the crew
  bool extrapolated = false;
};

/// How many jobs of that size a kept crew must do until it has repaid its start, against `base` (serial), which pays
/// its own with each: ceil(start / (T_base - (work + talk + rest))). Refused as break_even().
Fitted<Repayment> repayment(const ModelledCrew& crew, const ModelledCrew& base, double size,
                            Pairing pairing = Pairing::independent);

}  // namespace breakeven
