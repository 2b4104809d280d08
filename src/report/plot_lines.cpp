#include "report/plot_lines.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/curve_label.hpp"

namespace breakeven::report {
namespace {

using analysis::CrewBreakEven;
using analysis::CrewOf;
using analysis::Group;
using analysis::GroupModels;
using analysis::LawFit;
using analysis::StudySummary;

constexpr CrewOf serial_crew{.curve = 0, .workers = 1};
constexpr int steps = 60;
constexpr double decades_of_interest = 1.5;  // beyond the largest size: further off nobody wants to know
constexpr double past_the_crossing = 1.5;

struct SpeedUpLine {
  const ScalingFit& fit;
  double base_seconds = 0;
  bool scaled = false;

  double at(double workers) const { return (scaled ? workers : 1) * base_seconds / fit.at(workers); }
};

const LawFit* law_of(std::size_t curve, const analysis::AgainstWorkers& against, const GroupModels& models,
                     const StudySummary& summary) {
  const auto found = std::ranges::find_if(models.laws, [&](const LawFit& law) {
    const bool same_size = !against.size || summary.rows[law.row].measured.point.problem_size == *against.size;
    return law.curve == curve && same_size && law.law != ScalingLaw::universal &&
           std::holds_alternative<ScalingFit>(law.fit);
  });
  return found == models.laws.end() ? nullptr : &*found;
}

/// Crews that are expected to overtake serial within reach of the sizes that were measured, and where the last one
/// does.
struct Overtaking {
  std::vector<CrewOf> crews;
  double last = 0;
};

Overtaking overtaking(const GroupModels& models, const std::vector<CrewOf>& crews) {
  Overtaking found;
  for (const CrewBreakEven& point : models.break_evens) {
    const auto* modelled = std::get_if<BreakEven>(&point.modelled);
    const bool shown = std::ranges::find(crews, point.crew) != crews.end() && point.rival == serial_crew;
    if (!shown || modelled == nullptr || !modelled->beyond) continue;
    const double crossing = modelled->beyond->value;
    if (crossing > modelled->range.high * std::pow(10, decades_of_interest)) continue;
    found.crews.push_back(point.crew);
    found.last = std::max(found.last, crossing);
  }
  return found;
}

PlotSeries line_beyond(const CrewOf& crew, double last, const Group& group, const GroupModels& models) {
  const CostModel model = as_measured(*cost_of(crew, models.costs));
  const auto seconds = [&](double size) { return model.at(crew.workers, size); };
  return {crew_label(crew, group) + ", extrapolated", Trace::extrapolated, static_cast<int>(crew.curve),
          line_between(static_cast<double>(group.sizes.back()), past_the_crossing * last, seconds)};
}

}  // namespace

std::vector<PlotPoint> line_between(double low, double high, const std::function<double(double)>& value_at) {
  std::vector<PlotPoint> points;
  for (int step = 0; step <= steps; ++step) {
    const double x = low * std::pow(high / low, static_cast<double>(step) / steps);
    points.push_back({x, value_at(x)});
  }
  return points;
}

std::vector<PlotSeries> law_lines(const Group& group, const GroupModels& models,
                                  const analysis::AgainstWorkers& against, const StudySummary& summary) {
  std::vector<PlotSeries> lines;
  for (std::size_t i = 0; i < against.rows.size(); ++i) {
    const LawFit* law = law_of(i, against, models, summary);
    if (law == nullptr || summary.rows[law->row].base == analysis::Base::none) continue;
    const auto& fit = std::get<ScalingFit>(law->fit);
    const SpeedUpLine line{fit, summary.rows[summary.rows[law->row].base_row].times.total.median, group.scaled};
    const auto speed_up = [&](double workers) { return line.at(workers); };
    const std::string name = fmt::format("{} by {}", curve_label(group.curves[i].way), to_string(law->law));
    const int style = static_cast<int>(i);
    lines.push_back({name, Trace::model, style, line_between(fit.range.low, fit.range.high, speed_up)});
    const double most = summary.rows[against.rows[i].back()].measured.point.workers;
    if (most <= fit.range.high) continue;
    lines.push_back({"extrapolated", Trace::extrapolated, style, line_between(fit.range.high, most, speed_up)});
  }
  return lines;
}

std::vector<PlotSeries> lines_beyond(const Group& group, const GroupModels& models, const std::vector<CrewOf>& crews) {
  std::vector<PlotSeries> lines;
  const Overtaking found = overtaking(models, crews);
  if (found.crews.empty()) return lines;
  lines.push_back(line_beyond(serial_crew, found.last, group, models));
  for (const CrewOf& crew : found.crews) lines.push_back(line_beyond(crew, found.last, group, models));
  return lines;
}

}  // namespace breakeven::report
