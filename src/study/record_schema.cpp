#include "study/record_schema.hpp"

#include <fmt/format.h>

#include <variant>

namespace breakeven::study {
namespace {

constexpr std::array statuses{TrialStatus::ok, TrialStatus::failed, TrialStatus::interrupted};

const char* meaning_of(Phase phase) {
  switch (phase) {
    case Phase::start: return "coming into being, until the whole crew was ready";
    case Phase::send: return "obtaining the job and its input";
    case Phase::work: return "computing";
    case Phase::talk: return "communicating with peers, or waiting for them";
    case Phase::check: return "verifying the answer";
    case Phase::collect: return "bringing results to the root";
    case Phase::stop: return "ending and returning resources";
  }
  return "";
}

/// One column a phase: start_seconds, send_seconds, ...
template <class Row, class Place>
void add_phases(TableRows<Row>& table, const char* whose, Place phases_of) {
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    table.value(fmt::format("{}_seconds", to_string(phase)), "s", fmt::format("{} {}", whose, meaning_of(phase)),
                [phase, phases_of](auto& row) -> decltype(auto) { return phases_of(row)[phase]; });
  }
}

void add_what_was_run(TableRows<Trial>& table) {
  table.text("id", id_bytes, "unique: 128 random bits", &Trial::id)
      .text("command_id", id_bytes, "shared by the trials of one command", &Trial::command_id)
      .text("started_at", time_bytes, "UTC, ISO 8601", &Trial::started_at)
      .text("workload", name_bytes, "what was run", &Trial::workload)
      .text("parameters", sentence_bytes, "all parameters of the workload", &Trial::parameters)
      .value("problem_size", "1", "samples, keys, cells", &Trial::problem_size)
      .value("seed", "1", "of the workload's random numbers", &Trial::seed)
      .named("kind", "of the workers", &Trial::kind, recorded_crew_kinds)
      .value("workers", "1", "all of them: ranks x threads for hybrid", &Trial::workers)
      .value("threads_per_rank", "1", "1 but for hybrid", &Trial::threads_per_rank)
      .named("share", "how worker processes passed data; memory for other kinds", &Trial::share, all_shares)
      .value("repetition", "1", "of the same point, or of the launch in a study, from 0", &Trial::repetition)
      .value("kept_crew", "", "the crew had been started before", &Trial::kept_crew)
      .value("oversubscribed", "", "more workers than cores", &Trial::oversubscribed);
}

void add_place_in_study(TableRows<Trial>& table) {
  table.text("point_id", id_bytes, "of the point in the study's plan; empty outside of a study", &Trial::point_id)
      .text("launch_id", id_bytes, "of the life of a crew that it was part of; empty outside of a study",
            &Trial::launch_id)
      .value("launch", "1", "counts the launches of its point, from 0", &Trial::launch)
      .value("nodes", "1", "that the workers were spread over; 0 when not known", &Trial::nodes)
      .value("warm_up", "", "run first and not counted", &Trial::warm_up);
}

void add_what_came_of_it(TableRows<Trial>& table) {
  table.named("status", "ok, failed or interrupted", &Trial::status, statuses)
      .text("message", sentence_bytes, "why it failed", &Trial::message)
      .value(
          "digest", "1", "of the answer; equal for all kinds and counts of workers",
          [](auto& trial) -> auto& { return trial.answer.digest; })
      .value("wall_seconds", "s", "from starting the crew until it had stopped", &Trial::wall);
  add_phases(
      table, "the critical worker,", [](auto& trial) -> auto& { return trial.phases; });
  table.value("other_seconds", "s", "wall time that no phase accounts for", &Trial::other)
      .value("critical_worker", "1", "the worker whose job ended last", &Trial::critical_worker)
      .value("cpu_user_seconds", "s", "of all workers and the driver", &Trial::cpu_user)
      .value("cpu_system_seconds", "s", "of all workers and the driver", &Trial::cpu_system)
      .value("peak_memory_bytes", "B", "largest resident set of any worker", &Trial::peak_memory_bytes);
}

TableRows<Trial> make_trials_table() {
  TableRows<Trial> table("trials", "One row per trial, in the order in which they were appended.");
  add_what_was_run(table);
  add_place_in_study(table);
  add_what_came_of_it(table);
  Trial before_version_2;
  before_version_2.nodes = 0;
  return table.absent(before_version_2);
}

TableRows<PhaseRow> make_phases_table() {
  TableRows<PhaseRow> table("phases", "One row per trial and worker: where its time went, as the worker stamped it.");
  table.text("trial_id", id_bytes, "id of the trial", &PhaseRow::trial_id)
      .value(
          "worker", "1", "rank of the worker", [](auto& row) -> auto& { return row.worker.worker; })
      .text(
          "host", host_bytes, "where it ran", [](auto& row) -> auto& { return row.worker.host; })
      .value(
          "pid", "1", "its process", [](auto& row) -> auto& { return row.worker.pid; });
  add_phases(
      table, "this worker,", [](auto& row) -> auto& { return row.worker.phases; });
  table
      .value(
          "cpu_user_seconds", "s", "during the job", [](auto& row) -> auto& { return row.worker.cpu_user; })
      .value(
          "cpu_system_seconds", "s", "during the job", [](auto& row) -> auto& { return row.worker.cpu_system; })
      .value(
          "peak_memory_bytes", "B", "largest resident set of its process",
          [](auto& row) -> auto& { return row.worker.peak_memory_bytes; })
      .value(
          "collectives", "1", "calls of collective operations",
          [](auto& row) -> auto& { return row.worker.traffic.collectives; })
      .value(
          "sent_messages", "1",
          "messages and pieces of exchanges, to other workers; where memory is shared, shown to them",
          [](auto& row) -> auto& { return row.worker.traffic.sent_messages; })
      .value(
          "sent_bytes", "B", "in those messages", [](auto& row) -> auto& { return row.worker.traffic.sent_bytes; });
  return table;
}

TableRows<FigureRow> make_figures_table() {
  TableRows<FigureRow> table("figures", "One row per trial and named number of its answer.");
  table.text("trial_id", id_bytes, "id of the trial", &FigureRow::trial_id)
      .text("name", Figure::longest_name, "of the figure", &FigureRow::name)
      .value("value", "", "rounded to float64 when it is a count above 2^53", &FigureRow::value)
      .value("is_count", "", "the figure is an integer, exact in `count`", &FigureRow::is_count)
      .value("count", "1", "the exact value of a count, else 0", &FigureRow::count);
  return table;
}

}  // namespace

FigureRow::FigureRow(const Trial& trial, const Figure& figure) : trial_id(trial.id), name(figure.name) {
  if (const auto* exact = std::get_if<std::uint64_t>(&figure.value)) {
    is_count = true;
    count = *exact;
  }
  value = std::visit([](auto number) { return static_cast<double>(number); }, figure.value);
}

Figure FigureRow::figure() const {
  if (is_count) return {name, count};
  return {name, value};
}

const TableRows<Trial>& trials_table() {
  static const auto table = make_trials_table();
  return table;
}

const TableRows<PhaseRow>& phases_table() {
  static const auto table = make_phases_table();
  return table;
}

const TableRows<FigureRow>& figures_table() {
  static const auto table = make_figures_table();
  return table;
}

}  // namespace breakeven::study
