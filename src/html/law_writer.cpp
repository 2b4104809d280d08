#include "html/law_writer.hpp"

#include <string>

#include "html/json_parts.hpp"

namespace breakeven::html {
namespace {

/// From the fewest workers that were measured to twice the most, each 10 % more than the one before.
void write_curve(const ScalingFit& fit, report::JsonWriter& json) {
  json.key("curve");
  json.begin_array();
  const double last = 2 * fit.range.high;
  for (double workers = fit.range.low; workers < last; workers *= 1.1) write_numbers({workers, fit.at(workers)}, json);
  write_numbers({last, fit.at(last)}, json);
  json.end_array();
}

void write_fit(const ScalingFit& fit, report::JsonWriter& json) {
  write_estimate("one_worker_seconds", fit.one_worker_seconds, json);
  write_estimate("serial_fraction", fit.serial_fraction, json);
  if (fit.coherency) write_estimate("coherency", *fit.coherency, json);
  if (fit.peak_workers) write_estimate("peak_workers", *fit.peak_workers, json);
  if (fit.aicc) write_member("aicc", *fit.aicc, json);
  write_member("misfit", fit.misfit, json);
  write_member("typical_left_out_error", fit.typical_left_out_error, json);
  write_member("worst_left_out_error", fit.worst_left_out_error, json);
  write_interval("range", fit.range, json);
  json.key("levels");
  json.begin_array();
  for (const LevelResidual& level : fit.levels) {
    write_numbers({level.workers, level.seconds, level.relative_residual, level.left_out_error}, json);
  }
  json.end_array();
  write_curve(fit, json);
}

void write_law(const analysis::LawFit& each, report::JsonWriter& json) {
  json.begin_object();
  write_member("row", std::uint64_t{each.row}, json);
  write_member("law", std::string(to_string(each.law)), json);
  write_member("oversubscribed", each.oversubscribed, json);
  if (const auto* refusal = std::get_if<Refusal>(&each.fit)) {
    write_member("refusal", refusal->reason, json);
  } else {
    write_fit(std::get<ScalingFit>(each.fit), json);
  }
  json.end_object();
}

}  // namespace

void write_laws(const analysis::StudyModels& models, report::JsonWriter& json) {
  json.begin_array();
  for (const analysis::GroupModels& group : models.groups) {
    for (const analysis::LawFit& each : group.laws) write_law(each, json);
  }
  json.end_array();
}

}  // namespace breakeven::html
