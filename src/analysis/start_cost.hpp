// What bringing workers into being costs, by their number.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/curves.hpp"
#include "breakeven/linear_fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven::analysis {

struct StartLevel {
  int workers = 1;
  bool oversubscribed = false;
  MedianSummary seconds;  ///< over launches, whatever the size of the problem
};

struct StartCost {
  std::size_t curve = 0;
  std::vector<StartLevel> levels;  ///< ascending in workers; empty where starts were not recorded
  /// Seconds against workers, of those that have a processor each, if they are enough. Refused below 3 levels.
  Fitted<LineFit> line;
};

/// One for each curve of the group but serial.
std::vector<StartCost> start_costs(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
