#include "analysis/curve_scaling.hpp"

#include <algorithm>

#include "analysis/against_workers.hpp"
#include "analysis/cost_models.hpp"
#include "analysis/fastest_placements.hpp"
#include "analysis/launch_times.hpp"
#include "breakeven/scaling.hpp"

namespace breakeven::analysis {
namespace {

CostingPoint costing_point(const StudyPoint& point) {
  return {.workers = static_cast<double>(point.point.workers),
          .nodes = static_cast<double>(std::max(point.point.nodes, 1)),
          .launches = launch_walls(point)};
}

/// The rows that have a base, ascending in workers.
std::vector<std::size_t> rows_with_base(const std::vector<std::size_t>& rows, const StudySummary& summary) {
  std::vector<std::size_t> chosen = fastest_placements(rows, summary);
  std::erase_if(chosen, [&](std::size_t row) {
    const SummaryRow& each = summary.rows[row];
    return each.base == Base::none || each.measured.point.workers < 1 || !(each.times.total.median > 0);
  });
  std::ranges::stable_sort(chosen, {}, [&](std::size_t row) { return summary.rows[row].measured.point.workers; });
  return chosen;
}

CurveScaling scaling_of(const std::vector<std::size_t>& rows, const StudySummary& summary, bool scaled) {
  CurveScaling result{.base = summary.rows[rows.front()].base, .points = {}};
  std::vector<CostingPoint> points;
  CostingPoint base;
  for (const std::size_t row : rows) {
    base = costing_point(summary.rows[summary.rows[row].base_row].measured);
    points.push_back(costing_point(summary.rows[row].measured));
    result.points.push_back({row, costs_of(row, summary)});
    if (scaled) continue;
    const ScalingLevel level{points.back().workers, points.back().launches};
    result.points.back().serial_fraction = strong_scaling(base.launches, level).serial_fraction;
  }
  if (!scaled) result.sensible = sensible_workers(points, base, efficiency_threshold, model_bootstrap);
  return result;
}

}  // namespace

std::vector<CurveScaling> curve_scalings(const Group& group, const StudySummary& summary) {
  std::vector<CurveScaling> all;
  const auto against = rows_against_workers(group, summary);
  if (!against) return all;
  for (std::size_t i = 0; i < against->rows.size(); ++i) {
    const std::vector<std::size_t> rows = rows_with_base(against->rows[i], summary);
    if (rows.size() < 2) continue;
    all.push_back(scaling_of(rows, summary, group.scaled));
    all.back().curve = i;
    all.back().size = against->size;
  }
  return all;
}

}  // namespace breakeven::analysis
