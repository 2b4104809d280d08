#include <cmath>

#include <fmt/format.h>

#include "analysis/curve_scaling.hpp"
#include "report/base_words.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"
#include "report/model_cells.hpp"
#include "report/model_tables.hpp"
#include "report/quantity.hpp"
#include "report/scaling_words.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::CurveScaling;
using analysis::Group;
using analysis::ScalingPoint;

Cell cell_of(const Measure& measure, NumberFormat format) {
  return measure_cell(measure.value, measure.interval, format);
}

std::vector<Cell> row_of(const ScalingPoint& point, const analysis::StudySummary& summary) {
  const analysis::PointCosts& costs = point.costs;
  const auto& fraction = point.serial_fraction;
  return {{crew_label(summary.rows[point.row].measured.point), Tone::strong},
          cell_of(costs.seconds, format_tiny_seconds),
          costs.speed_up ? cell_of(*costs.speed_up, format_ratio) : absent_cell(),
          costs.efficiency ? Cell{format_percent(costs.efficiency->value)} : absent_cell(),
          fraction ? measure_cell(fraction->ratio, fraction->interval, format_share) : absent_cell(),
          {format_hours(costs.node_hours.value)}};
}

std::string why_not(const Group& group, const analysis::GroupModels& models) {
  Reasons reasons;
  for (const analysis::EfficientWorkers& each : models.efficient_workers) {
    const auto* refusal = std::get_if<Refusal>(&each.workers);
    if (refusal != nullptr) reasons[refusal->reason].push_back(curve_label(group.curves[each.curve].way));
  }
  return list_refusals("No sensible number of workers of", reasons);
}

std::string notes_of(const Group& group, const analysis::GroupModels& models, analysis::Base base) {
  std::string text = fmt::format(
      "Against {}, with 95 % intervals; relatively as wide for efficiency as for speed-up, and for node-hours as "
      "for the total. ",
      base_in_words(base));
  text += group.scaled
              ? "Speed-up is scaled: how many times as much is done in the same time.\n"
              : "Serial fraction: after Karp and Flatt, at each number of workers by itself; where it grows with "
                "them, overhead grows, and no serial part alone explains the speed-up. Below 0: the speed-up is "
                "greater than the number of workers; above 100 %: slower than what it is compared with.\n";
  return text + why_not(group, models);
}

}  // namespace

ModelTable scaling_table(const Group& group, const analysis::GroupModels& models,
                         const analysis::StudySummary& summary) {
  ModelTable result{
      "What more workers bring and cost",
      Table({{"crew", Align::left}, {"total"}, {"speed-up"}, {"efficiency"}, {"serial fraction"}, {"node-hours"}}), ""};
  const auto scalings = analysis::curve_scalings(group, summary);
  if (scalings.empty()) return result;
  const auto& size = scalings.front().size;
  result.title += size ? fmt::format(", {}", size_label(*size)) : ", work grows with the workers";
  for (const CurveScaling& scaling : scalings) {
    if (!result.table.empty()) result.table.add_rule();
    for (const ScalingPoint& point : scaling.points) result.table.add_row(row_of(point, summary));
  }
  result.notes = notes_of(group, models, scalings.front().base);
  return result;
}

}  // namespace breakeven::report
