#include "html/curve_models.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "analysis/curves.hpp"
#include "analysis/launch_times.hpp"

namespace breakeven::html {
namespace {

using analysis::StudySummary;
using Rows = std::vector<std::size_t>;

constexpr std::size_t fewest_levels = 3;

struct Curve {
  Rows rows;  ///< ascending in workers, each number once
  bool scaled = false;
};

int workers_of(const StudySummary& summary, std::size_t row) { return summary.rows[row].measured.point.workers; }

/// Of points with the same number of workers, on more or fewer nodes, the fastest.
Rows fastest_by_workers(const StudySummary& summary, const Rows& rows) {
  std::map<int, std::size_t> fastest;
  const auto total = [&](std::size_t row) { return summary.rows[row].times.total.median; };
  for (const std::size_t row : rows) {
    const auto [place, is_new] = fastest.try_emplace(workers_of(summary, row), row);
    if (!is_new && total(row) < total(place->second)) place->second = row;
  }
  Rows result;
  for (const auto& [workers, row] : fastest) result.push_back(row);
  return result;
}

std::vector<Curve> curves_of(const StudySummary& summary) {
  std::vector<Curve> curves;
  const auto add = [&](const Rows& rows, bool scaled) {
    Curve curve{fastest_by_workers(summary, rows), scaled};
    if (curve.rows.size() >= fewest_levels) curves.push_back(std::move(curve));
  };
  for (const analysis::Group& group : analysis::groups_of(summary)) {
    for (const analysis::Curve& curve : group.curves) {
      if (group.scaled) add(curve.rows, true);
      for (const std::uint64_t size : group.scaled ? std::vector<std::uint64_t>() : group.sizes) {
        add(analysis::rows_with_size(curve, summary, size), false);
      }
    }
  }
  return curves;
}

void keep_largest(const StudySummary& summary, std::size_t most, std::vector<Curve>& curves) {
  const auto size = [&](const Curve& curve) { return summary.rows[curve.rows.front()].measured.point.problem_size; };
  if (curves.size() <= most) return;
  std::ranges::stable_sort(curves, std::ranges::greater(), size);
  curves.resize(most);
}

std::vector<ScalingLevel> levels_of(const StudySummary& summary, const Curve& curve) {
  std::vector<ScalingLevel> levels;
  for (const std::size_t row : curve.rows) {
    levels.push_back(
        {static_cast<double>(workers_of(summary, row)), analysis::launch_walls(summary.rows[row].measured)});
  }
  return levels;
}

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

std::vector<CurveModel> curve_models(const StudySummary& summary, std::size_t most) {
  std::vector<Curve> curves = curves_of(summary);
  keep_largest(summary, most, curves);
  std::vector<CurveModel> models;
  for (const Curve& curve : curves) {
    const std::vector<ScalingLevel> levels = levels_of(summary, curve);
    const auto laws =
        curve.scaled ? std::vector{ScalingLaw::gustafson} : std::vector{ScalingLaw::amdahl, ScalingLaw::universal};
    for (const ScalingLaw law : laws) models.push_back({curve.rows.front(), law, fit_scaling(law, levels)});
  }
  return models;
}

void write_models(const std::vector<CurveModel>& models, report::JsonWriter& json) {
  json.begin_array();
  for (const CurveModel& model : models) {
    json.begin_object();
    json.key("row");
    json.value(std::uint64_t{model.row});
    json.key("law");
    json.value(std::string(to_string(model.law)));
    if (const auto* refusal = std::get_if<Refusal>(&model.fit)) {
      json.key("refusal");
      json.value(refusal->reason);
    } else {
      write_fit(std::get<ScalingFit>(model.fit), json);
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace breakeven::html
