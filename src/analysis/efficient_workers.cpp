#include "analysis/efficient_workers.hpp"

#include <algorithm>

#include "analysis/cost_models.hpp"
#include "analysis/launch_times.hpp"
#include "analysis/scaling_rows.hpp"

namespace breakeven::analysis {
namespace {

CostingPoint costing_point(const StudyPoint& point) {
  return {.workers = static_cast<double>(point.point.workers),
          .nodes = static_cast<double>(std::max(point.point.nodes, 1)),
          .launches = launch_walls(point)};
}

}  // namespace

std::vector<EfficientWorkers> efficient_workers(const Group& group, const StudySummary& summary) {
  std::vector<EfficientWorkers> all;
  for (const ScalingRows& rows : scaling_rows(group, summary)) {
    if (!rows.size) continue;
    std::vector<CostingPoint> points;
    for (const std::size_t row : rows.rows) points.push_back(costing_point(summary.rows[row].measured));
    const SummaryRow& base = summary.rows[summary.rows[rows.rows.front()].base_row];
    all.push_back({rows.curve, *rows.size,
                   sensible_workers(points, costing_point(base.measured), efficiency_threshold, model_bootstrap)});
  }
  return all;
}

}  // namespace breakeven::analysis
