// What more workers bring and what they cost: speed-up, efficiency, serial fraction and hours of nodes at each number.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/point_costs.hpp"
#include "analysis/scaling_rows.hpp"

namespace breakeven::analysis {

struct ScalingPoint {
  std::size_t row = 0;  ///< of the summary
  PointCosts costs;     ///< over the row's base
  /// Karp and Flatt's: see scaling.hpp. Nothing for one worker, and where work grows.
  std::optional<MedianRatio> serial_fraction{};
};

struct CurveScaling {
  std::size_t curve = 0;                ///< of the group
  std::optional<std::uint64_t> size{};  ///< nothing: work grows with the workers
  Base base = Base::none;
  std::vector<ScalingPoint> points;  ///< ascending in workers
};

/// One for each of scaling_rows(). About 5 ms a point, half a second for points of 600 trials.
std::vector<CurveScaling> curve_scalings(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
