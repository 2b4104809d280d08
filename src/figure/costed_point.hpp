// A point of a study as figures show it.
#pragma once

#include "analysis/point_costs.hpp"
#include "analysis/study_summary.hpp"

namespace breakeven::figure {

struct CostedPoint {
  const analysis::SummaryRow* row = nullptr;
  analysis::PointCosts costs;

  double workers() const { return row->measured.point.workers; }
};

}  // namespace breakeven::figure
