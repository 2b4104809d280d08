#include "report/model_json.hpp"

#include <string_view>
#include <utility>

#include "report/json_values.hpp"

namespace breakeven::report {
namespace {

using analysis::Group;
using nlohmann::ordered_json;

std::string_view name_of(SensibleVerdict verdict) {
  constexpr std::string_view names[]{"up_to", "all", "none", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

ordered_json as_json(const ScalingFit& fit) {
  const auto optional = [](const std::optional<Estimate>& each) {
    return each ? report::as_json(*each) : ordered_json();
  };
  return {{"one_worker_seconds", report::as_json(fit.one_worker_seconds)},
          {"serial_fraction", report::as_json(fit.serial_fraction)},
          {"coherency", optional(fit.coherency)},
          {"peak_workers", optional(fit.peak_workers)},
          {"residual_deviation", number_as_json(fit.residual_deviation)},
          {"aicc", fit.aicc ? number_as_json(*fit.aicc) : ordered_json()},
          {"typical_left_out_error", number_as_json(fit.typical_left_out_error)},
          {"worst_left_out_error", number_as_json(fit.worst_left_out_error)},
          {"range", report::as_json(std::optional(fit.range))}};
}

ordered_json as_json(const std::optional<Measure>& measure) {
  return measure ? report::as_json(measure->value, measure->interval) : ordered_json();
}

ordered_json as_json(const analysis::ScalingPoint& point, const analysis::StudySummary& summary) {
  const plan::Point& measured = summary.rows[point.row].measured.point;
  const auto& fraction = point.serial_fraction;
  return {{"point", measured.id()},
          {"workers", measured.workers},
          {"nodes", measured.nodes},
          {"seconds", as_json(std::optional(point.costs.seconds))},
          {"speed_up", as_json(point.costs.speed_up)},
          {"efficiency", as_json(point.costs.efficiency)},
          {"serial_fraction", fraction ? report::as_json(fraction->ratio, fraction->interval) : ordered_json()},
          {"node_hours", as_json(std::optional(point.costs.node_hours))}};
}

ordered_json as_json(const SensibleWorkers& found) {
  return {{"verdict", name_of(found.verdict)},
          {"workers", found.workers},
          {"interval", report::as_json(std::optional(found.interval))}};
}

}  // namespace

ordered_json as_json(const analysis::LawFit& law, const Group& group, const analysis::StudySummary& summary) {
  ordered_json document = report::as_json(group.curves[law.curve].way);
  document["n"] = group.scaled ? ordered_json() : ordered_json(summary.rows[law.row].measured.point.problem_size);
  document["law"] = to_string(law.law);
  document["oversubscribed"] = law.oversubscribed;
  document.update(fitted_as_json(law.fit, [](const ScalingFit& fit) { return as_json(fit); }));
  return document;
}

ordered_json as_json(const analysis::EfficientWorkers& workers, const Group& group) {
  ordered_json document = report::as_json(group.curves[workers.curve].way);
  document["n"] = workers.size;
  document["efficiency"] = analysis::efficiency_threshold;
  document.update(fitted_as_json(workers.workers, [](const SensibleWorkers& found) { return as_json(found); }));
  return document;
}

ordered_json as_json(const analysis::CurveScaling& scaling, const Group& group, const analysis::StudySummary& summary) {
  ordered_json document = report::as_json(group.curves[scaling.curve].way);
  document["n"] = scaling.size ? ordered_json(*scaling.size) : ordered_json();
  document["points"] = ordered_json::array();
  for (const auto& point : scaling.points) document["points"].push_back(as_json(point, summary));
  return document;
}

}  // namespace breakeven::report
