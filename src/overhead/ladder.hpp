// A launch as moments that follow each other: rungs, which sum to its wall time.
#pragma once

#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "overhead/series_set.hpp"

namespace breakeven::overhead {

/// A moment of a launch, and what came to its end there.
struct Rung {
  std::string name;
  TimePoint end;
};

struct Ladder {
  TimePoint begin;          ///< the program asks
  std::vector<Rung> rungs;  ///< in the order of time; the last one ends when the asker has control again
};

/// What took so long in the launch that was begun last. `like` is its condition but for the quantity.
void add_time(Condition like, const std::string& quantity, Duration duration, SeriesSet& series);
/// Every rung under its name.
void add_rungs(const Condition& like, const Ladder& ladder, SeriesSet& series);

}  // namespace breakeven::overhead
