// What reading the clock costs and how finely it ticks (measuring rule 11).
#pragma once

#include "breakeven/timeline.hpp"

namespace breakeven::measure {

struct ClockCost {
  double reading_seconds = 0;  ///< one reading; the median of several batches
  Duration resolution{};       ///< the smallest step other than zero that was seen
};

/// Takes about a millisecond.
ClockCost measure_clock();

/// A phase shorter than this many readings of the clock says more about the clock than about itself.
inline constexpr double shortest_phase_in_readings = 20;

}  // namespace breakeven::measure
