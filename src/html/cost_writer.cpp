#include "html/cost_writer.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "html/json_parts.hpp"

namespace breakeven::html {
namespace {

using analysis::Group;
using report::JsonWriter;

std::string_view name_of(SizeFactor factor) {
  constexpr std::string_view names[]{"1", "n", "n log n", "n^e"};
  return names[static_cast<std::size_t>(factor)];
}

std::string_view name_of(WorkersFactor factor) {
  constexpr std::string_view names[]{"1", "p", "log p", "share", "contention"};
  return names[static_cast<std::size_t>(factor)];
}

void write_bases(const CostShape& shape, JsonWriter& json) {
  json.key("bases");
  json.begin_array();
  for (const CostBasis& basis : shape.bases) {
    json.begin_array();
    json.value(std::string(name_of(basis.size)));
    json.value(std::string(name_of(basis.workers)));
    json.end_array();
  }
  json.end_array();
}

void write_parameters(const CostTerm& term, JsonWriter& json) {
  json.key("parameters");
  json.begin_array();
  for (std::size_t i = 0; i < term.parameters.size(); ++i) {
    const Estimate& estimate = term.parameters[i];
    json.begin_array();
    json.value(term.shape.parameter_name(i));
    for (const double number : {estimate.value, estimate.interval.low, estimate.interval.high}) json.value(number);
    json.end_array();
  }
  json.end_array();
}

void write_term(std::string_view name, const CostTerm& term, JsonWriter& json) {
  json.begin_object();
  write_member("name", std::string(name), json);
  write_member("formula", term.shape.formula(), json);
  write_bases(term.shape, json);
  write_member("processors", term.shape.processors, json);
  write_parameters(term, json);
  write_member("residual", term.typical_residual, json);
  json.end_object();
}

void write_levels(const CostModel& model, JsonWriter& json) {
  json.key("levels");
  json.begin_array();
  for (const CostLevel& level : model.levels) {
    write_numbers({level.workers, level.size, level.seconds, level.model}, json);
  }
  json.end_array();
}

void write_left_out(std::string_view name, const std::optional<LeftOutError>& error, JsonWriter& json) {
  if (!error) return;
  json.key(name);
  write_numbers({error->median, error->worst, error->worst_level}, json);
}

void write_model(const CostModel& model, JsonWriter& json) {
  json.key("terms");
  json.begin_array();
  write_term("start, stop", model.start, json);
  write_term("work", model.work, json);
  write_term("talk", model.talk, json);
  write_term("rest", model.rest, json);
  json.end_array();
  write_levels(model, json);
  write_interval("sizes", model.size_range, json);
  write_interval("counts", model.workers_range, json);
  write_member("typical_residual", model.agreement.typical_residual, json);
  write_left_out("left_out_sizes", model.left_out_sizes, json);
  write_left_out("left_out_workers", model.left_out_workers, json);
}

}  // namespace

void write_costs(const analysis::StudyAnswers& answers, const analysis::StudyModels& models, JsonWriter& json) {
  json.begin_array();
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    for (const analysis::CurveCost& cost : models.groups[i].costs) {
      json.begin_object();
      write_member("row", std::uint64_t{answers.groups[i].group.curves[cost.curve].rows.front()}, json);
      write_member("workers", cost.workers ? report::Value(std::int64_t{*cost.workers}) : report::Value(), json);
      write_member("kept", cost.kept, json);
      if (const auto* refusal = std::get_if<Refusal>(&cost.model)) {
        write_member("refusal", refusal->reason, json);
      } else {
        write_model(std::get<CostModel>(cost.model), json);
      }
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace breakeven::html
