#include "html/law_writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace breakeven::html {
namespace {

void member(std::string_view name, double value, report::JsonWriter& json) {
  json.key(name);
  json.value(value);
}

void write_numbers(const std::vector<double>& numbers, report::JsonWriter& json) {
  json.begin_array();
  for (const double number : numbers) json.value(number);
  json.end_array();
}

void write_estimate(std::string_view name, const Estimate& estimate, report::JsonWriter& json) {
  json.key(name);
  write_numbers({estimate.value, estimate.interval.low, estimate.interval.high}, json);
}

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
  if (fit.aicc) member("aicc", *fit.aicc, json);
  member("misfit", fit.misfit, json);
  member("typical_left_out_error", fit.typical_left_out_error, json);
  member("worst_left_out_error", fit.worst_left_out_error, json);
  json.key("range");
  write_numbers({fit.range.low, fit.range.high}, json);
  json.key("levels");
  json.begin_array();
  for (const LevelResidual& level : fit.levels) {
    write_numbers({level.workers, level.seconds, level.relative_residual, level.left_out_error}, json);
  }
  json.end_array();
  write_curve(fit, json);
}

}  // namespace

void write_laws(std::span<const analysis::LawFit> fits, report::JsonWriter& json) {
  json.begin_array();
  for (const analysis::LawFit& each : fits) {
    json.begin_object();
    json.key("row");
    json.value(std::uint64_t{each.row});
    json.key("law");
    json.value(std::string(to_string(each.law)));
    if (const auto* refusal = std::get_if<Refusal>(&each.fit)) {
      json.key("refusal");
      json.value(refusal->reason);
    } else {
      write_fit(std::get<ScalingFit>(each.fit), json);
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace breakeven::html
