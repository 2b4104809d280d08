#include "figure/law_curves.hpp"

#include <cmath>
#include <map>

#include "analysis/launch_times.hpp"

namespace breakeven::figure {
namespace {

constexpr int pieces = 48;  // of a line: smooth on paper

Line line_between(const ScalingFit& fit, double first, double last, Stroke stroke) {
  Line line{{}, stroke};
  for (int i = 0; i <= pieces; ++i) {
    const double workers = first * std::pow(last / first, static_cast<double>(i) / pieces);
    line.positions.push_back({workers, fit.at(workers)});
  }
  return line;
}

}  // namespace

Fitted<ScalingFit> law_of(std::span<const std::size_t> rows, bool scaled, const analysis::StudySummary& summary) {
  std::map<int, const analysis::SummaryRow*> fastest;
  for (const std::size_t index : rows) {
    const analysis::SummaryRow& row = summary.rows[index];
    if (row.times.oversubscribed) continue;
    const auto [place, is_new] = fastest.try_emplace(row.measured.point.workers, &row);
    if (!is_new && row.times.total.median < place->second->times.total.median) place->second = &row;
  }
  std::vector<ScalingLevel> levels;
  for (const auto& [workers, row] : fastest) {
    levels.push_back({static_cast<double>(workers), analysis::launch_walls(row->measured)});
  }
  return fit_scaling(scaled ? ScalingLaw::gustafson : ScalingLaw::amdahl, levels);
}

std::vector<Line> lines_of(const ScalingFit& fit, double last) {
  std::vector<Line> lines{line_between(fit, fit.range.low, fit.range.high, Stroke::solid)};
  if (last > fit.range.high) lines.push_back(line_between(fit, fit.range.high, last, Stroke::dashed));
  return lines;
}

}  // namespace breakeven::figure
