// Cells and notes that all tables of summaries share.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/statistics.hpp"
#include "measure/point_summary.hpp"
#include "report/table.hpp"

namespace breakeven::report {

/// Where there is no number.
Cell absent_cell();
/// "500 ms – 506 ms"
Cell interval_cell(const MedianSummary& total);
/// Whether the point is the fastest or like it, and how many of its trials failed.
Cell mark_cell(const measure::PointSummary& point);

/// Why something did not go as it should, with everybody whom it struck.
using Reasons = std::map<std::string, std::vector<std::string>>;
/// "Failed: 2 threads, 4 threads: REASON", a line for each reason; of many names the first.
std::string list_reasons(std::string_view what, const Reasons& reasons);

}  // namespace breakeven::report
