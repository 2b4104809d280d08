#include "analysis/point_costs.hpp"

#include <algorithm>
#include <array>

#include "analysis/launch_times.hpp"
#include "analysis/speed_up_base.hpp"

namespace breakeven::analysis {
namespace {

CostingPoint costing_point(const SummaryRow& row) {
  const plan::Point& point = row.measured.point;  // of a mere record it may have 0 nodes: not known
  return {static_cast<double>(std::max(point.workers, 1)), static_cast<double>(std::max(point.nodes, 1)),
          launch_walls(row.measured)};
}

Measure scaled(const Measure& measure, double factor) {
  Measure result{measure.value * factor, measure.interval};
  if (result.interval) result.interval = {result.interval->low * factor, result.interval->high * factor};
  return result;
}

}  // namespace

PointCosts costs_of(std::size_t index, const StudySummary& summary, const Bootstrap& bootstrap) {
  const SummaryRow& row = summary.rows[index];
  const bool has_base = row.base != Base::none;
  const bool is_base = has_base && row.base_row == index;
  const std::array point{costing_point(row)};
  const CostingRow costs = costing_rows(point, has_base ? costing_point(summary.rows[row.base_row]) : point[0],
                                        Pairing::independent, bootstrap)[0];
  PointCosts result{costs.seconds, costs.node_hours, {}, {}, median_over_launches(point[0].launches, bootstrap).basis};
  if (is_base) {
    result.speed_up = result.efficiency = Measure{1, std::nullopt};
  } else if (is_scaled(row.base)) {
    result.efficiency = costs.speed_up;
    result.speed_up = scaled(costs.speed_up, row.measured.point.workers);
  } else if (has_base) {
    result.speed_up = costs.speed_up;
    result.efficiency = costs.efficiency;
  }
  return result;
}

}  // namespace breakeven::analysis
