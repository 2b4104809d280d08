#include "study/study_schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "study/environment_columns.hpp"
#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

constexpr std::size_t paragraph_bytes = 4096;  // parameters of a point: a whole command line must fit

constexpr std::array roles{plan::Role::measured, plan::Role::twin, plan::Role::overhead};
constexpr std::array states{PointState::pending, PointState::running, PointState::done, PointState::skipped};
constexpr std::array endings{EndedBy::nothing, EndedBy::precision, EndedBy::launches, EndedBy::time, EndedBy::failures};

std::string to_json(const plan::Parameters& parameters) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& parameter : parameters) object[parameter.name] = parameter.value;
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

plan::Parameters from_json(const std::string& text) {
  plan::Parameters parameters;
  const auto object = nlohmann::ordered_json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) throw Error(fmt::format("the parameters of a point are damaged: {}", text));
  for (const auto& [name, value] : object.items()) {
    if (!value.is_string()) throw Error(fmt::format("the parameter {} of a point is damaged: {}", name, text));
    parameters.push_back({name, value.get<std::string>()});
  }
  return parameters;
}

TableRows<Launch> make_launches_table() {
  TableRows<Launch> table("launches", "One row per life of a crew in a study, and the machine that it was lived on.");
  table.text("id", id_bytes, "unique: 128 random bits", &Launch::id)
      .text("point_id", id_bytes, "of the point in the plan", &Launch::point_id)
      .value("launch", "1", "counts the launches of its point, from 0", &Launch::index)
      .text("command_id", id_bytes, "shared by what one command ran", &Launch::command_id)
      .text("started_at", time_bytes, "UTC, ISO 8601", &Launch::started_at)
      .text("ended_at", time_bytes, "UTC, ISO 8601; empty when it was cut short", &Launch::ended_at)
      .value("warm_up", "", "run first and not counted", &Launch::warm_up)
      .value("oversubscribed", "", "more workers than cores", &Launch::oversubscribed)
      .value("start_seconds", "s", "until the whole crew was ready", &Launch::start)
      .value("stop_seconds", "s", "until the crew had ended", &Launch::stop);
  add_environment(table);
  return table;
}

TableRows<PointRow> make_points_table() {
  TableRows<PointRow> table("plan/points", "One row per point of the plan, in its order, and how far it had come.");
  table.text("id", id_bytes, "hash of what the point is: the same in every file", &PointRow::id)
      .text(
          "part", sentence_bytes, "title of the plan's part", [](auto& row) -> auto& { return row.point.part; })
      .named(
          "role", "measured, twin or overhead", [](auto& row) -> auto& { return row.point.role; }, roles)
      .text(
          "workload", name_bytes, "what is run", [](auto& row) -> auto& { return row.point.workload; })
      .text("parameters", paragraph_bytes, "of the workload, as a JSON object of texts", &PointRow::parameters)
      .value(
          "problem_size", "1", "samples, keys, cells", [](auto& row) -> auto& { return row.point.problem_size; })
      .named(
          "kind", "of the workers", [](auto& row) -> auto& { return row.point.kind; }, recorded_crew_kinds)
      .value(
          "nodes", "1", "that the workers are spread over", [](auto& row) -> auto& { return row.point.nodes; })
      .value(
          "workers", "1", "all of them", [](auto& row) -> auto& { return row.point.workers; })
      .value(
          "threads_per_rank", "1", "1 but for hybrid and command",
          [](auto& row) -> auto& { return row.point.threads_per_rank; })
      .text(
          "binding", name_bytes, "of ranks", [](auto& row) -> auto& { return row.point.binding; })
      .named(
          "share", "how worker processes pass data; memory for other kinds",
          [](auto& row) -> auto& { return row.point.share; }, all_shares)
      .named(
          "state", "pending, running, done or skipped", [](auto& row) -> auto& { return row.progress.state; }, states)
      .named(
          "ended_by", "what ended it: nothing yet, precision, launches, time or failures",
          [](auto& row) -> auto& { return row.progress.ended_by; }, endings)
      .text("reason", sentence_bytes, "why it is skipped, or what failed last", &PointRow::reason)
      .value(
          "launches_done", "1", "that count", [](auto& row) -> auto& { return row.progress.launches; })
      .value(
          "trials_done", "1", "that are ok and count", [](auto& row) -> auto& { return row.progress.trials; })
      .value(
          "failures", "1", "failed trials", [](auto& row) -> auto& { return row.progress.failures; });
  return table;
}

}  // namespace

PointRow::PointRow(const plan::Point& planned, const PointProgress& state)
    : id(planned.id()),
      point(planned),
      parameters(to_json(planned.parameters)),
      progress(state),
      reason(state.last_failure) {
  if (planned.skipped.empty() || state.state == PointState::done) return;
  progress.state = PointState::skipped;
  reason = planned.skipped;
}

plan::Point PointRow::planned() const {
  plan::Point planned = point;
  planned.parameters = from_json(parameters);
  if (progress.state == PointState::skipped) planned.skipped = reason;
  return planned;
}

PointProgress PointRow::stored_progress() const {
  PointProgress stored = progress;
  if (progress.state != PointState::skipped) stored.last_failure = reason;
  return stored;
}

const TableRows<Launch>& launches_table() {
  static const auto table = make_launches_table();
  return table;
}

const TableRows<PointRow>& points_table() {
  static const auto table = make_points_table();
  return table;
}

}  // namespace breakeven::study
