#include "report/model_json.hpp"

#include <string_view>
#include <utility>

#include "report/json_values.hpp"

namespace breakeven::report {
namespace {

using analysis::CrewOf;
using analysis::Group;
using nlohmann::ordered_json;

ordered_json as_json(const CrewOf& crew, const Group& group) {
  ordered_json document = report::as_json(group.curves[crew.curve].way);
  document["workers"] = crew.workers;
  return document;
}

std::string_view name_of(analysis::AnsweredBy by) {
  constexpr std::string_view names[]{"measurement", "model", "nothing"};
  return names[static_cast<std::size_t>(by)];
}

std::string_view name_of(RepaymentVerdict verdict) {
  constexpr std::string_view names[]{"repaid", "never", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

ordered_json as_json(const BreakEven& found) {
  const bool has_size = found.verdict == BreakEvenVerdict::from || found.verdict == BreakEvenVerdict::always;
  ordered_json faster = ordered_json::array();
  for (const Interval& stretch : found.faster) faster.push_back(report::as_json(std::optional(stretch)));
  return {{"verdict", verdict_name(found.verdict)},
          {"n", has_size ? ordered_json(found.size) : ordered_json()},
          {"interval", report::as_json(std::optional(found.interval))},
          {"range", report::as_json(std::optional(found.range))},
          {"faster", std::move(faster)},
          {"extrapolated", found.beyond ? report::as_json(*found.beyond) : ordered_json()}};
}

}  // namespace

ordered_json as_json(const analysis::CrewBreakEven& point, const Group& group) {
  const auto same = agree(point);
  const auto write = [](const BreakEven& found) { return as_json(found); };
  return {{"crew", as_json(point.crew, group)},
          {"against", as_json(point.rival, group)},
          {"kept_crew", point.kept},
          {"answered_by", name_of(answered_by(point))},
          {"agree", same ? ordered_json(*same) : ordered_json()},
          {"measured", fitted_as_json(point.measured, write)},
          {"by_model", fitted_as_json(point.modelled, write)}};
}

ordered_json as_json(const analysis::CrewRepayment& each, const Group& group) {
  return {{"crew", as_json(each.crew, group)},
          {"n", each.size},
          {"verdict", name_of(each.repayment.verdict)},
          {"jobs", report::as_json(each.repayment.jobs)},
          {"start_seconds", report::as_json(each.repayment.start_seconds)},
          {"gain_seconds", report::as_json(each.repayment.gain_seconds)},
          {"extrapolated", each.repayment.extrapolated}};
}

}  // namespace breakeven::report
