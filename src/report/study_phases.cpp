#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "report/bar_chart.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"
#include "report/legend.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/study_plots.hpp"

namespace breakeven::report {
namespace {

using analysis::StudySummary;
using analysis::SummaryRow;

constexpr std::size_t bars_at_most = 24;

struct Part {
  std::string_view name;
  std::string_view fill;
  int ink;
};
constexpr std::array parts{Part{"start", "▓", 4}, Part{"work", "█", 3}, Part{"talk", "░", 1},
                           Part{"send, check, collect, stop and other", "▒", 0}};

/// Medians of phases need not add up to that of the whole: the rest is what it has more than they have.
BarRow bar_of(const SummaryRow& row) {
  const measure::PointSummary& times = row.times;
  const double start = times.kept_crew ? 0 : times.median_start;
  const double rest = std::max(times.total.median - start - times.median_work - times.median_talk, 0.0);
  BarRow bar{crew_label(row.measured.point), {}, fmt::format("{:>8}", format_seconds(times.total.median))};
  double at = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double part = std::array{start, times.median_work, times.median_talk, rest}.at(i);
    bar.spans.push_back({at, at + part, parts.at(i).fill, parts.at(i).ink});
    at += part;
  }
  return bar;
}

std::vector<std::size_t> rows_to_show(const analysis::Group& group, const StudySummary& summary) {
  std::vector<std::size_t> rows;
  for (const analysis::Curve& curve : group.curves) {
    for (const std::size_t row : curve.rows) {
      const bool largest = summary.rows[row].measured.point.problem_size == group.sizes.back();
      if (largest || group.scaled) rows.push_back(row);
    }
  }
  rows.resize(std::min(rows.size(), bars_at_most));
  return rows;
}

}  // namespace

std::string render_phases(const analysis::Group& group, const StudySummary& summary, const Appearance& appearance) {
  if (group.sizes.empty()) return "";
  std::vector<BarRow> bars;
  double longest = 0;
  for (const std::size_t row : rows_to_show(group, summary)) {
    bars.push_back(bar_of(summary.rows[row]));
    longest = std::max(longest, bars.back().spans.back().end);
  }
  std::vector<LegendEntry> legend;
  for (const Part& part : parts) legend.push_back({shown(part.fill, appearance), std::string(part.name), part.ink});
  const std::string where = group.scaled ? "work grows with the workers" : size_label(group.sizes.back());
  const std::string title = fmt::format("Where the time goes, {}: medians", where);
  return toned(wrapped(shown(title, appearance), appearance), Tone::strong, appearance) + '\n' +
         render_bars(bars, longest, LeastLength::nothing, appearance) + render_legend(legend, appearance);
}

}  // namespace breakeven::report
