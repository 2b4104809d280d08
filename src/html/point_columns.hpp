// What a page knows of each point: what exports have of it, and what charts need beside that.
#pragma once

#include <vector>

#include "analysis/study_summary.hpp"
#include "report/export_columns.hpp"

namespace breakeven::html {

/// The columns of the summary in exports, followed by what its crew is called, its parameters without n, its marks, the
/// number of its base's row, and the intervals of its ratios (95 %, by bootstrap over launches; none where there are
/// too few launches, and none at all above 80,000 in all, where they would take minutes). `rows` are all, and must live
/// as long.
report::ExportColumns<analysis::SummaryRow> page_point_columns(const std::vector<analysis::SummaryRow>& rows);

}  // namespace breakeven::html
