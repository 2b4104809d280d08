// What a point takes and brings, with intervals: for figures and tables that stand by themselves.
//
// All intervals speak for other launches where there are several (see statistics.hpp): times are medians over launches,
// each counted once, as everywhere in a report.
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/study_summary.hpp"
#include "breakeven/costing.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven::analysis {

struct PointCosts {
  Measure seconds;
  Measure node_hours;                         ///< of one job
  std::optional<Measure> speed_up;            ///< nothing without a base; the base's own is 1, without an interval
  std::optional<Measure> efficiency;          ///< where the work is scaled, the base's time over the point's
  IntervalBasis basis = IntervalBasis::none;  ///< of the interval of seconds
};

/// Of a row that has times; speed-ups are in work per second where the work is scaled. About 10 ms.
PointCosts costs_of(std::size_t row, const StudySummary& summary, const Bootstrap& bootstrap = {});

}  // namespace breakeven::analysis
