#include "figure/law_curves.hpp"

#include <cmath>

#include "analysis/launch_times.hpp"
#include "analysis/law_fits.hpp"

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

DrawnLaw law_of(std::vector<std::size_t> rows, const analysis::StudySummary& summary, bool scaled) {
  const bool oversubscribed = analysis::leave_out_oversubscribed(summary, rows);
  std::vector<ScalingLevel> levels;
  for (const std::size_t row : rows) {
    const analysis::StudyPoint& point = summary.rows[row].measured;
    levels.push_back({static_cast<double>(point.point.workers), analysis::launch_walls(point)});
  }
  return {fit_scaling(scaled ? ScalingLaw::gustafson : ScalingLaw::amdahl, levels), oversubscribed};
}

std::vector<Line> lines_of(const ScalingFit& fit, double last) {
  std::vector<Line> lines{line_between(fit, fit.range.low, fit.range.high, Stroke::solid)};
  if (last > fit.range.high) lines.push_back(line_between(fit, fit.range.high, last, Stroke::dashed));
  return lines;
}

}  // namespace breakeven::figure
