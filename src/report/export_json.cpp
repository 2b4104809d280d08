#include "report/export.hpp"
#include "report/export_columns.hpp"
#include "report/json_writer.hpp"
#include "report/trial_json.hpp"

namespace breakeven::report {
namespace {

template <class Row>
void write_objects(const std::vector<Row>& rows, const ExportColumns<Row>& columns, JsonWriter& json) {
  json.begin_array();
  for (const Row& row : rows) {
    json.begin_object();
    json.members(columns, row);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void export_json(const study::StudyContent& content, TextStream& out) {
  const analysis::StudySummary summary = analysis::summarise_study(content);
  JsonWriter json(out);
  json.begin_object();
  json.key("schema");
  json.value("breakeven study");
  json.key("schema_version");
  json.value(std::int64_t{trial_json_version});
  json.key("study_id");
  json.value(content.study_id);
  json.key("plan");
  json.value(content.plan_text);
  json.key("points");
  write_objects(summary.rows, summary_columns(summary.rows), json);
  json.key("launches");
  write_objects(content.launches, launch_columns(), json);
  json.key("trials");
  write_trials(content.trials, json);
  json.end_object();
  out << "\n";
}

}  // namespace breakeven::report
