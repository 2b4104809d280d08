#include "report/study_plots.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "analysis/against_workers.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"
#include "report/plot.hpp"
#include "report/plot_lines.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::AgainstWorkers;
using analysis::Curve;
using analysis::Group;
using analysis::GroupModels;
using analysis::StudySummary;
using analysis::SummaryRow;

std::string size_text(double size) { return format_size(static_cast<std::uint64_t>(std::llround(size))); }
std::string workers_text(double workers) { return fmt::format("{:.0f}", workers); }

double workers_of(const SummaryRow& row) { return row.measured.point.workers; }
double size_of(const SummaryRow& row) { return static_cast<double>(row.measured.point.problem_size); }

PlotPoint time_of(const SummaryRow& row, double x) { return {x, row.times.total.median, row.times.total.interval}; }

PlotAxis axis_of_workers(const std::vector<PlotSeries>& series) {
  std::set<double> counts;
  for (const PlotSeries& one : series) {
    for (const PlotPoint& point : one.points) counts.insert(point.x);
  }
  return {"workers", true, {counts.begin(), counts.end()}, workers_text};
}

/// `series` and then what was measured, which is drawn over it.
void put_below(std::vector<PlotSeries>&& below, std::vector<PlotSeries>& series) {
  series.insert(series.begin(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
}

std::string time_against_size(const Group& group, const GroupModels& models, const StudySummary& summary,
                              const Appearance& appearance) {
  if (group.scaled || group.sizes.size() < 2) return "";
  Plot plot{"Total time against n: medians; bars are 95 % intervals",
            {"n", true, {group.sizes.begin(), group.sizes.end()}, size_text},
            {"", true, {}, format_seconds},
            {}};
  std::vector<analysis::CrewOf> crews;
  for (std::size_t i = 0; i < group.curves.size(); ++i) {
    const Curve& curve = group.curves[i];
    crews.push_back({i, analysis::workers_to_show(curve, group, summary)});
    PlotSeries series{"", Trace::curve, static_cast<int>(i), {}};
    for (const std::size_t row : rows_with_workers(curve, summary, crews.back().workers)) {
      series.name = crew_label(summary.rows[row].measured.point);
      series.points.push_back(time_of(summary.rows[row], size_of(summary.rows[row])));
    }
    plot.series.push_back(std::move(series));
  }
  put_below(lines_beyond(group, models, crews), plot.series);
  return render_plot(plot, appearance) + '\n';
}

std::string what_of(const AgainstWorkers& against) {
  return against.size ? size_label(*against.size) : "work grows with the workers";
}

using Ideal = double (*)(double workers, double at_one);
double constant(double /*workers*/, double at_one) { return at_one; }
double divided(double workers, double at_one) { return at_one / workers; }
double multiplied(double workers, double at_one) { return at_one * workers; }

PlotSeries ideal_line(const AgainstWorkers& against, const StudySummary& summary, Ideal ideal, double at_one) {
  double most = 1;
  for (const auto& rows : against.rows) {
    for (const std::size_t row : rows) most = std::max(most, workers_of(summary.rows[row]));
  }
  return {"ideal", Trace::bound, -1, {{1, ideal(1, at_one)}, {most, ideal(most, at_one)}}};
}

template <class PointOf>
std::vector<PlotSeries> series_against_workers(const Group& group, const AgainstWorkers& against,
                                               const StudySummary& summary, PointOf point_of) {
  std::vector<PlotSeries> all;
  for (std::size_t i = 0; i < against.rows.size(); ++i) {
    PlotSeries series{curve_label(group.curves[i].way), Trace::points, static_cast<int>(i), {}};
    for (const std::size_t row : against.rows[i]) {
      if (const std::optional<PlotPoint> point = point_of(summary.rows[row])) series.points.push_back(*point);
    }
    if (!series.points.empty()) all.push_back(std::move(series));
  }
  return all;
}

std::string time_against_workers(const Group& group, const AgainstWorkers& against, const StudySummary& summary,
                                 const Appearance& appearance) {
  Plot plot{fmt::format("Total time against workers, {}: medians; bars are 95 % intervals", what_of(against)),
            {},
            {"", true, {}, format_seconds},
            series_against_workers(group, against, summary,
                                   [](const SummaryRow& row) { return std::optional(time_of(row, workers_of(row))); })};
  plot.x = axis_of_workers(plot.series);
  const Curve* serial = serial_curve(group);
  const bool has_base = serial != nullptr && !against.rows.front().empty();
  if (has_base) {
    const double base = summary.rows[against.rows.front().back()].times.total.median;
    plot.series.insert(plot.series.begin(), ideal_line(against, summary, group.scaled ? constant : divided, base));
  }
  return render_plot(plot, appearance) + '\n';
}

std::string speed_up_against_workers(const Group& group, const GroupModels& models, const AgainstWorkers& against,
                                     const StudySummary& summary, const Appearance& appearance) {
  const auto speed_up = [](const SummaryRow& row) {
    return row.times.speed_up ? std::optional(PlotPoint{workers_of(row), *row.times.speed_up}) : std::nullopt;
  };
  Plot plot{fmt::format("Speed-up against workers, {}", what_of(against)),
            {},
            {"", true, {}, format_ratio},
            series_against_workers(group, against, summary, speed_up)};
  if (plot.series.empty()) return "";
  plot.x = axis_of_workers(plot.series);
  put_below(law_lines(group, models, against, summary), plot.series);
  plot.series.insert(plot.series.begin(), ideal_line(against, summary, multiplied, 1));
  return render_plot(plot, appearance) + '\n';
}

}  // namespace

std::string render_study_plots(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                               const Appearance& appearance) {
  std::string text;
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    const Group& group = answers.groups[i].group;
    const GroupModels& of_group = models.groups[i];
    text += toned(shown(one_line(group_label(group)), appearance), Tone::strong, appearance) + "\n\n";
    text += time_against_size(group, of_group, answers.summary, appearance);
    if (const auto against = analysis::rows_against_workers(group, answers.summary)) {
      text += time_against_workers(group, *against, answers.summary, appearance);
      text += speed_up_against_workers(group, of_group, *against, answers.summary, appearance);
    }
    text += render_phases(group, answers.summary, appearance) + '\n';
  }
  return text;
}

}  // namespace breakeven::report
