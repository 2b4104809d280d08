#include "report/launch_gantt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/bar_chart.hpp"
#include "report/marks.hpp"
#include "report/overhead_cells.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Series;

struct Bar {
  std::string name;
  double begin = 0;
  double duration = 0;
  bool short_for_clock = false;
};

constexpr std::string_view other_name = "other";
constexpr std::string_view other_note =
    "other: what the median of whole launches has more than the medians of their parts; below 0 if those add up to "
    "more\n";
constexpr double least_share_of_other = 0.005;  // what is shown as 0 % says nothing

constexpr std::array<std::string_view, 6> not_rungs{"start",    "stop",         "whole",
                                                    "MPI_Init", "MPI_Finalize", "MPI_Comm_spawn"};

bool is_rung(const std::string& quantity) {
  return std::ranges::find(not_rungs, quantity) == not_rungs.end() && !quantity.starts_with("loading ");
}

/// What there is to show of one crew.
struct Chart {
  std::string title;
  double whole = 0;  ///< the median of what launches took in all
  std::vector<Bar> bars;
};

std::vector<const Series*> rungs_of(const std::vector<const Series*>& series, const std::string& crew) {
  std::vector<const Series*> rungs;
  std::ranges::copy_if(series, std::back_inserter(rungs), [&](const Series* one) {
    return crew_text(one->condition, one->placement.hosts) == crew && is_rung(one->condition.quantity);
  });
  return rungs;
}

/// What each launch took: the sum of its rungs.
std::vector<double> wholes_of(const std::vector<const Series*>& rungs) {
  std::vector<double> sums;
  for (const Series* rung : rungs) {
    const auto launches = counted(*rung);
    sums.resize(std::max(sums.size(), launches.size()));
    for (std::size_t i = 0; i < launches.size(); ++i) {
      sums[i] = std::accumulate(launches[i].begin(), launches[i].end(), sums[i]);
    }
  }
  std::erase(sums, 0.0);  // warm-up
  return sums;
}

/// Medians of durations one after the other, of rungs that all launches have; the rest, which may be negative as
/// medians need not add up, is "other".
Chart chart_of(std::string title, const std::vector<const Series*>& rungs) {
  const auto wholes = wholes_of(rungs);
  if (wholes.empty()) return {};
  Chart chart{std::move(title), median(wholes), {}};
  double at = 0;
  for (const Series* rung : rungs) {
    const auto summary = summary_of(*rung);
    if (!summary || summary->count < wholes.size()) continue;
    chart.bars.push_back({rung->condition.quantity, at, summary->median, is_short(*rung)});
    at += summary->median;
  }
  const double other = chart.whole - at;
  if (std::abs(other) >= least_share_of_other * chart.whole) chart.bars.push_back({std::string(other_name), at, other});
  return chart;
}

BarRow row_of(const Bar& bar, double whole) {
  return {bar.name,
          {{.begin = bar.begin, .end = bar.begin + bar.duration}},
          fmt::format("{:>9} {:>5}{}", format_seconds(bar.duration), format_percent(bar.duration / whole),
                      bar.short_for_clock ? short_mark : "")};
}

std::string render(const Chart& chart, const Appearance& appearance) {
  std::vector<BarRow> rows;
  for (const Bar& bar : chart.bars) rows.push_back(row_of(bar, chart.whole));
  const std::string title = shown(fmt::format("{}: {}", chart.title, format_seconds(chart.whole)), appearance);
  return '\n' + toned(title, Tone::strong, appearance) + '\n' +
         render_bars(rows, std::max(chart.whole, chart.bars.back().begin), LeastLength::column, appearance);
}

std::string charts(const std::vector<const Series*>& series, const Appearance& appearance) {
  std::vector<std::string> crews;
  std::string text;
  bool has_other = false;
  for (const Series* one : series) {
    const std::string crew = crew_text(one->condition, one->placement.hosts);
    if (std::ranges::find(crews, crew) != crews.end()) continue;
    crews.push_back(crew);
    const Chart chart = chart_of(crew_text(*one), rungs_of(series, crew));
    if (chart.bars.size() < 2) continue;
    text += render(chart, appearance);
    has_other |= chart.bars.back().name == other_name;
  }
  return has_other ? text + toned(other_note, Tone::faint, appearance) : text;
}

}  // namespace

std::string render_gantt(std::span<const Series> all, const Appearance& appearance) {
  return charts(section_of(all, "start"), appearance);
}

std::string render_mpirun_gantt(std::span<const Series> all, const Appearance& appearance) {
  auto series = section_of(all, "mpirun");
  std::erase_if(series, [](const Series* one) { return one->condition.setting.ends_with("rank 0"); });
  return charts(series, appearance);
}

}  // namespace breakeven::report
