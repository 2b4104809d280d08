#include "report/model_cells.hpp"

#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/curve_label.hpp"

namespace breakeven::report {

Cell measure_cell(double value, const std::optional<Interval>& interval, NumberFormat format) {
  return {with_interval(value, interval, format)};
}

std::string error_text(double typical, double worst) {
  return fmt::format("{}, worst {}", format_share(typical), format_share(worst));
}

std::string cost_label(const analysis::CurveCost& cost, const analysis::Group& group) {
  const analysis::Way& way = group.curves[cost.curve].way;
  return cost.workers ? crew_label(way, *cost.workers) : curve_label(way);
}

}  // namespace breakeven::report
