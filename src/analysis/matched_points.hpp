// Which points of two studies are the same.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::analysis {

/// Numbers of rows, of the earlier and of the later study.
struct RowPair {
  std::size_t before = 0;
  std::size_t after = 0;
};

/// A point with times in one of the studies alone, or with such that cannot be compared: of crews that were kept, which
/// are without their start, in one of them alone.
struct LoneRow {
  std::size_t row = 0;               ///< of that study
  std::optional<std::size_t> other;  ///< the same point in the other study, if it is there at all
};

struct MatchedPoints {
  std::vector<RowPair> pairs;  ///< both with times; in the order of the later study
  std::vector<LoneRow> only_before;
  std::vector<LoneRow> only_after;
};

/// Points are the same if they ask for the same: workload, parameters, n and workers with all that is said of them,
/// rather in the part of the plan that has the same title than in another one. What no plan words (the points of mere
/// records) and what two plans word differently is the same if workloads said the same of themselves. Of the points
/// that the user asked for, without controls. O(n log n).
MatchedPoints match_points(const StudySummary& before, const StudySummary& after);

}  // namespace breakeven::analysis
