// What more workers bring and what they cost: speed-up, efficiency and serial fraction at each number of workers, hours
// of nodes, and up to how many workers it is sensible to go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/curves.hpp"
#include "analysis/point_costs.hpp"
#include "breakeven/costing.hpp"

namespace breakeven::analysis {

/// Below it more than half of what is paid for is wasted.
inline constexpr double efficiency_threshold = 0.5;

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
  /// Up to how many workers efficiency keeps to efficiency_threshold; not of scaled work.
  std::optional<Fitted<SensibleWorkers>> sensible{};
};

/// One for each curve with a base and several numbers of workers: see rows_against_workers(). Empty where there is
/// nothing to see. Of several numbers of nodes the fastest counts. O(points resamples), about 15 ms a point.
std::vector<CurveScaling> curve_scalings(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
