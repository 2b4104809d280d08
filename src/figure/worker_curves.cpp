#include "figure/worker_curves.hpp"

#include <algorithm>
#include <utility>

#include "analysis/fastest_placements.hpp"
#include "figure/series_style.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"

namespace breakeven::figure {
namespace {

using analysis::Base;
using analysis::StudySummary;
using analysis::SummaryRow;

constexpr double extrapolation = 2;

void add_point(const CostedPoint& point, WorkerCurves& all) {
  all.rows.push_back(point.row);
  all.bases.insert(point.row->base);
  if (point.row->base != Base::none) all.base_rows.insert(point.row->base_row);
}

double base_seconds(const CostedPoint& point, const StudySummary& summary) {
  if (point.row->base == Base::none) return 1;
  return analysis::costs_of(point.row->base_row, summary).seconds.value;
}

/// `rows` are those of its points.
void add_curve(WorkerCurve curve, std::vector<std::size_t> rows, const StudySummary& summary, WorkerCurves& all) {
  std::set<double> counts;
  for (const CostedPoint& point : curve.points) counts.insert(point.workers());
  if (counts.size() > 1) curve.law = law_of(std::move(rows), summary, all.scaled);
  curve.base_seconds = base_seconds(curve.points.front(), summary);
  all.counts.merge(counts);
  all.curves.push_back(std::move(curve));
}

/// Bases of one kind have one name.
std::string base_name(const WorkerCurves& all, const StudySummary& summary) {
  if (all.base_rows.empty() || all.bases.contains(Base::one_worker) || all.bases.contains(Base::scaled_one_worker)) {
    return "one worker";
  }
  return report::crew_label(summary.rows[*all.base_rows.begin()].measured.point);
}

}  // namespace

bool WorkerCurves::any_fitted() const {
  return std::ranges::any_of(curves, [](const WorkerCurve& curve) { return curve.fit() != nullptr; });
}

bool WorkerCurves::any_oversubscribed() const {
  return std::ranges::any_of(rows, [](const SummaryRow* row) { return row->times.oversubscribed; });
}

double WorkerCurves::most_workers() const {
  double most = *counts.rbegin();
  for (const WorkerCurve& curve : curves) {
    if (const ScalingFit* fit = curve.fit()) most = std::max(most, extrapolation * fit->range.high);
  }
  return most;
}

WorkerCurves worker_curves(const analysis::Group& group, const analysis::AgainstWorkers& against,
                           const StudySummary& summary, bool with_base) {
  WorkerCurves all;
  all.scaled = group.scaled;
  const std::vector<Style> styles = styles_of(group);
  for (std::size_t i = 0; i < group.curves.size(); ++i) {
    WorkerCurve curve{report::curve_label(group.curves[i].way), styles[i], {}, 1, {}};
    std::vector<std::size_t> rows = analysis::fastest_placements(against.rows[i], summary);
    all.on_fewer_nodes |= rows.size() < against.rows[i].size();
    if (with_base) std::erase_if(rows, [&](std::size_t row) { return summary.rows[row].base == Base::none; });
    for (const std::size_t row : rows) {
      curve.points.push_back({&summary.rows[row], analysis::costs_of(row, summary)});
      add_point(curve.points.back(), all);
    }
    if (curve.points.empty()) continue;
    if (&group.curves[i] == serial_curve(group) && !group.scaled && curve.points.size() == 1) {
      all.serial = std::move(curve);
    } else {
      add_curve(std::move(curve), std::move(rows), summary, all);
    }
  }
  all.base_name = base_name(all, summary);
  return all;
}

}  // namespace breakeven::figure
