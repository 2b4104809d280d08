#include "report/model_cells.hpp"

#include <iterator>

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

std::string list_refusals(std::string_view what, const Reasons& refusals) {
  constexpr std::size_t at_most = 8;
  if (refusals.size() <= at_most) return list_reasons(what, refusals);
  const Reasons first(refusals.begin(), std::next(refusals.begin(), at_most));
  return list_reasons(what, first) + fmt::format("{}: {} more, for other reasons\n", what, refusals.size() - at_most);
}

}  // namespace breakeven::report
