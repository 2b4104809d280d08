#include "analysis/curve_scaling.hpp"

#include "breakeven/scaling.hpp"

namespace breakeven::analysis {
namespace {

std::optional<MedianRatio> fraction_of(const PointCosts& costs, double workers) {
  if (!costs.speed_up || workers <= 1) return std::nullopt;
  return serial_fraction({costs.speed_up->value, costs.speed_up->interval, costs.basis}, workers);
}

}  // namespace

std::vector<CurveScaling> curve_scalings(const Group& group, const StudySummary& summary) {
  std::vector<CurveScaling> all;
  for (const ScalingRows& rows : scaling_rows(group, summary)) {
    CurveScaling& curve = all.emplace_back(CurveScaling{rows.curve, rows.size, Base::none, {}});
    curve.base = summary.rows[rows.rows.front()].base;
    for (const std::size_t row : rows.rows) {
      ScalingPoint& point = curve.points.emplace_back(ScalingPoint{row, costs_of(row, summary)});
      if (!group.scaled) point.serial_fraction = fraction_of(point.costs, summary.rows[row].measured.point.workers);
    }
  }
  return all;
}

}  // namespace breakeven::analysis
