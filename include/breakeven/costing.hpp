// What a machine's hours buy: rows for the table of a proposal, and up to how many workers it is sensible to go. From
// medians as they were measured, without a model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

/// Whole times of one job, by launch: seconds.
struct CostingPoint {
  double workers = 1;
  double nodes = 1;
  std::vector<std::vector<double>> launches;
};

struct Measure {
  double value = 0;
  std::optional<Interval> interval;  ///< nothing when there is too little data for one
};

struct CostingRow {
  double workers = 1;
  double nodes = 1;
  Measure seconds;
  Measure node_hours;  ///< nodes times hours of one job
  Measure speed_up;    ///< over the base
  Measure efficiency;  ///< speed-up by how many times the base's workers there are
};

/// One a point, in their order. Throws as ratio_of_medians(), and std::invalid_argument for workers or nodes that are
/// not above 0.
std::vector<CostingRow> costing_rows(std::span<const CostingPoint> points, const CostingPoint& base,
                                     Pairing pairing = Pairing::independent, const Bootstrap& bootstrap = {});

enum class SensibleVerdict : std::uint8_t {
  up_to,      ///< efficiency falls below the threshold at `workers`; one end of the interval may be open
  all,        ///< surely not below it at the most workers measured
  none,       ///< surely below it at the fewest workers measured
  undecided,  ///< the intervals do not tell
};

/// The largest number of workers up to which efficiency keeps to a threshold. Between measured numbers it is
/// interpolated along the logarithms, so that it is seldom whole: round down.
struct SensibleWorkers {
  SensibleVerdict verdict = SensibleVerdict::undecided;
  double workers = 1;
  Interval interval;  ///< low is 0 where it may be fewer than were measured, high infinity where more
  Interval range;     ///< of the workers measured
};

/// Points in any order; the base may be one of them, and its efficiency is then 1 for sure. Refused with fewer than 2
/// of them, or too few launches (3) or repetitions for an interval. Throws as costing_rows(), for a number of workers
/// that occurs twice, and for a threshold outside (0, 1].
Fitted<SensibleWorkers> sensible_workers(std::span<const CostingPoint> points, const CostingPoint& base,
                                         double efficiency_threshold = 0.5, const Bootstrap& bootstrap = {});

}  // namespace breakeven
