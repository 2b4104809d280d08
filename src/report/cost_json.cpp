#include "report/model_json.hpp"

#include <utility>

#include "report/json_values.hpp"

namespace breakeven::report {
namespace {

using nlohmann::ordered_json;

ordered_json as_json(const CostTerm& term) {
  ordered_json parameters = ordered_json::object();
  for (std::size_t i = 0; i < term.parameters.size(); ++i) {
    parameters[term.shape.parameter_name(i)] = report::as_json(term.parameters[i]);
  }
  return {{"formula", term.shape.formula()},
          {"parameters", std::move(parameters)},
          {"typical_residual", number_as_json(term.typical_residual)}};
}

ordered_json as_json(const std::optional<LeftOutError>& error) {
  if (!error) return {};
  return {{"levels", error->levels},
          {"median", number_as_json(error->median)},
          {"worst", number_as_json(error->worst)},
          {"worst_level", error->worst_level}};
}

ordered_json levels_as_json(const CostModel& model) {
  ordered_json levels = ordered_json::array();
  for (const CostLevel& level : model.levels) {
    levels.push_back({{"workers", level.workers},
                      {"n", level.size},
                      {"seconds", number_as_json(level.seconds)},
                      {"model", number_as_json(level.model)}});
  }
  return levels;
}

ordered_json as_json(const CostModel& model) {
  return {{"start", as_json(model.start)},
          {"work", as_json(model.work)},
          {"talk", as_json(model.talk)},
          {"rest", as_json(model.rest)},
          {"typical_residual", number_as_json(model.agreement.typical_residual)},
          {"aicc", number_as_json(model.agreement.aicc)},
          {"left_out_sizes", as_json(model.left_out_sizes)},
          {"left_out_workers", as_json(model.left_out_workers)},
          {"from_whole_times", fitted_as_json(model.from_totals, [](const CostTerm& term) { return as_json(term); })},
          {"levels", levels_as_json(model)}};
}

}  // namespace

ordered_json as_json(const analysis::CurveCost& cost, const analysis::Group& group) {
  ordered_json document = report::as_json(group.curves[cost.curve].way);
  document["workers"] = cost.workers ? ordered_json(*cost.workers) : ordered_json();
  document["kept_crew"] = cost.kept;
  document.update(fitted_as_json(cost.model, [](const CostModel& model) { return as_json(model); }));
  return document;
}

}  // namespace breakeven::report
