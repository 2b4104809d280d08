#include "report/trial_json.hpp"

#include <variant>

#include "report/export_columns.hpp"

namespace breakeven::report {
namespace {

void write_figures(const Answer& answer, JsonWriter& json) {
  json.begin_object();
  for (const Figure& figure : answer.figures) {
    json.key(figure.name);
    std::visit([&](auto number) { json.value(number); }, figure.value);
  }
  json.end_object();
}

void write_workers(const Trial& trial, const ExportColumns<WorkerTrial>& columns, JsonWriter& json) {
  json.begin_array();
  for (const WorkerTrial& worker : trial.workers_detail) {
    json.begin_object();
    json.members(columns, worker);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_trials(const std::vector<Trial>& trials, JsonWriter& json) {
  const auto columns = trial_columns();
  const auto of_worker = worker_columns();
  json.begin_array();
  for (const Trial& trial : trials) {
    json.begin_object();
    json.members(columns, trial);
    json.key("figures");
    write_figures(trial.answer, json);
    json.key("phases");
    write_workers(trial, of_worker, json);
    json.end_object();
  }
  json.end_array();
}

std::string trials_to_json(const std::vector<Trial>& trials) {
  std::string text;
  TextStream out([&](std::string_view piece) { text += piece; });
  JsonWriter json(out);
  json.begin_object();
  json.key("schema");
  json.value("breakeven trials");
  json.key("schema_version");
  json.value(std::int64_t{trial_json_version});
  json.key("trials");
  write_trials(trials, json);
  json.end_object();
  out << "\n";
  out.flush();
  return text;
}

}  // namespace breakeven::report
