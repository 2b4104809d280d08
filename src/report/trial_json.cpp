#include "report/trial_json.hpp"

#include <chrono>
#include <variant>

#include <nlohmann/json.hpp>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using Json = nlohmann::ordered_json;

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

void add_phases(Json& object, const PhaseTimes& phases) {
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    object[std::string(to_string(phase)) + "_seconds"] = seconds(phases[phase]);
  }
}

Json worker_json(const WorkerTrial& worker) {
  Json object{{"worker", worker.worker}, {"host", worker.host}, {"pid", worker.pid}};
  add_phases(object, worker.phases);
  object["cpu_user_seconds"] = seconds(worker.cpu_user);
  object["cpu_system_seconds"] = seconds(worker.cpu_system);
  object["peak_memory_bytes"] = worker.peak_memory_bytes;
  object["collectives"] = worker.traffic.collectives;
  object["sent_messages"] = worker.traffic.sent_messages;
  object["sent_bytes"] = worker.traffic.sent_bytes;
  return object;
}

Json figures_json(const Answer& answer) {
  Json object = Json::object();
  for (const Figure& figure : answer.figures) {
    std::visit([&](const auto& value) { object[figure.name] = value; }, figure.value);
  }
  return object;
}

Json trial_json(const Trial& trial) {
  Json object{{"id", trial.id},
              {"command_id", trial.command_id},
              {"started_at", trial.started_at},
              {"workload", trial.workload},
              {"parameters", trial.parameters},
              {"problem_size", trial.problem_size},
              {"seed", trial.seed},
              {"kind", to_string(trial.kind)},
              {"workers", trial.workers},
              {"threads_per_rank", trial.threads_per_rank},
              {"repetition", trial.repetition},
              {"kept_crew", trial.kept_crew},
              {"oversubscribed", trial.oversubscribed},
              {"status", to_string(trial.status)},
              {"message", trial.message},
              {"digest", format_digest(trial.answer.digest)},
              {"figures", figures_json(trial.answer)},
              {"wall_seconds", seconds(trial.wall)}};
  add_phases(object, trial.phases);
  object["other_seconds"] = seconds(trial.other);
  object["critical_worker"] = trial.critical_worker;
  object["cpu_user_seconds"] = seconds(trial.cpu_user);
  object["cpu_system_seconds"] = seconds(trial.cpu_system);
  object["peak_memory_bytes"] = trial.peak_memory_bytes;
  object["phases"] = Json::array();
  for (const WorkerTrial& worker : trial.workers_detail) object["phases"].push_back(worker_json(worker));
  return object;
}

}  // namespace

std::string trials_to_json(const std::vector<Trial>& trials) {
  Json document{{"schema", "breakeven trials"}, {"schema_version", trial_json_version}, {"trials", Json::array()}};
  for (const Trial& trial : trials) document["trials"].push_back(trial_json(trial));
  // Names of files need not be UTF-8; a document that cannot be written would be worse than a replaced byte.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace breakeven::report
