// Cells that tables of models share.
#pragma once

#include <optional>
#include <string>

#include "analysis/cost_models.hpp"
#include "breakeven/costing.hpp"
#include "report/found_text.hpp"
#include "report/summary_cells.hpp"
#include "report/table.hpp"

namespace breakeven::report {

/// "1.23 (1.20 to 1.30)", without an interval where there is none.
Cell measure_cell(double value, const std::optional<Interval>& interval, NumberFormat format);
/// "6.0 %, worst 40 %"
std::string error_text(double typical, double worst);
/// "2 threads", or "threads" where a model is of all numbers of workers.
std::string cost_label(const analysis::CurveCost& cost, const analysis::Group& group);

/// list_reasons() of what models lack; of many reasons the first.
std::string list_refusals(std::string_view what, const Reasons& refusals);

}  // namespace breakeven::report
