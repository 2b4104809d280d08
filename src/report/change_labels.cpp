#include "report/change_labels.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/point_label.hpp"

namespace breakeven::report {

ChangeLabels::ChangeLabels(const analysis::StudyChange& change) : change_(change) {
  std::vector<const plan::Point*> points;
  for (const analysis::StudySummary* summary : {&change.before, &change.after}) {
    for (const analysis::SummaryRow& row : summary->rows) {
      if (row.measured.point.role == plan::Role::measured) points.push_back(&row.measured.point);
    }
  }
  if (points.empty()) return;
  factors_ = analysis::factors_of(points);
  parts_ = std::ranges::any_of(points, [&](const plan::Point* point) { return point->part != points.back()->part; });
}

std::string ChangeLabels::label(const analysis::SummaryRow& row) const {
  const plan::Point& point = row.measured.point;
  const std::string label = point_label(point, factors_);
  return parts_ && !point.part.empty() ? fmt::format("{}: {}", point.part, label) : label;
}

}  // namespace breakeven::report
