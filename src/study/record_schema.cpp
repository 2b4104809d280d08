#include "study/record_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

namespace breakeven::study {
namespace {

// Sizes of text in bytes. Rows are compressed, so room costs little on disk; readers hold it in memory, however.
constexpr std::size_t id_bytes = 32;
constexpr std::size_t time_bytes = 32;
constexpr std::size_t name_bytes = 32;
constexpr std::size_t host_bytes = 64;  // HOST_NAME_MAX
constexpr std::size_t sentence_bytes = 512;

constexpr std::string_view ellipsis = "\u2026";

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

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
template <class Row, class Get>
void add_phases(TableRows<Row>& table, const char* whose, Get phases_of) {
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    table.value(fmt::format("{}_seconds", to_string(phase)), "s", fmt::format("{} {}", whose, meaning_of(phase)),
                [phase, phases_of](const Row& row) { return phases_of(row)[phase]; });
  }
}

}  // namespace

void write_text(std::string_view text, std::span<std::byte> cell) {
  std::string fitting(text);
  const std::size_t room = cell.size() - 1;
  if (text.size() > room) {
    std::size_t kept = room - std::min(room, ellipsis.size());
    while (kept > 0 && continues_character(text[kept])) --kept;
    fitting = fmt::format("{}{}", text.substr(0, kept), ellipsis).substr(0, room);
  }
  std::ranges::fill(cell, std::byte{0});
  std::memcpy(cell.data(), fitting.data(), fitting.size());
}

TableRows<Trial> trials_table() {
  TableRows<Trial> table("trials", "One row per trial, in the order in which they were appended.");
  table.text("id", id_bytes, "unique: 128 random bits", [](const Trial& t) { return t.id; })
      .text("command_id", id_bytes, "shared by the trials of one command", [](const Trial& t) { return t.command_id; })
      .text("started_at", time_bytes, "UTC, ISO 8601", [](const Trial& t) { return t.started_at; })
      .text("workload", name_bytes, "what was run", [](const Trial& t) { return t.workload; })
      .text("parameters", sentence_bytes, "all parameters of the workload", [](const Trial& t) { return t.parameters; })
      .value("problem_size", "1", "samples, keys, cells", [](const Trial& t) { return t.problem_size; })
      .value("seed", "1", "of the workload's random numbers", [](const Trial& t) { return t.seed; })
      .text("kind", name_bytes, "of the workers", [](const Trial& t) { return to_string(t.kind); })
      .value("workers", "1", "all of them: ranks x threads for hybrid", [](const Trial& t) { return t.workers; })
      .value("threads_per_rank", "1", "1 but for hybrid", [](const Trial& t) { return t.threads_per_rank; })
      .value("repetition", "1", "of the same point, from 0", [](const Trial& t) { return t.repetition; })
      .value("kept_crew", "", "the crew had been started before", [](const Trial& t) { return t.kept_crew; })
      .value("oversubscribed", "", "more workers than cores", [](const Trial& t) { return t.oversubscribed; })
      .text("status", name_bytes, "ok, failed or interrupted", [](const Trial& t) { return to_string(t.status); })
      .text("message", sentence_bytes, "why it failed", [](const Trial& t) { return t.message; })
      .value("digest", "1", "of the answer; equal for all kinds and counts of workers",
             [](const Trial& t) { return t.answer.digest; })
      .value("wall_seconds", "s", "from starting the crew until it had stopped", [](const Trial& t) { return t.wall; });
  add_phases(table, "the critical worker,", [](const Trial& t) -> const PhaseTimes& { return t.phases; });
  table.value("other_seconds", "s", "wall time that no phase accounts for", [](const Trial& t) { return t.other; })
      .value("critical_worker", "1", "the worker whose job ended last",
             [](const Trial& t) { return t.critical_worker; })
      .value("cpu_user_seconds", "s", "of all workers and the driver", [](const Trial& t) { return t.cpu_user; })
      .value("cpu_system_seconds", "s", "of all workers and the driver", [](const Trial& t) { return t.cpu_system; })
      .value("peak_memory_bytes", "B", "largest resident set of any worker",
             [](const Trial& t) { return t.peak_memory_bytes; });
  return table;
}

TableRows<PhaseRow> phases_table() {
  TableRows<PhaseRow> table("phases", "One row per trial and worker: where its time went, as the worker stamped it.");
  table.text("trial_id", id_bytes, "id of the trial", [](const PhaseRow& r) { return r.trial->id; })
      .value("worker", "1", "rank of the worker", [](const PhaseRow& r) { return r.worker->worker; })
      .text("host", host_bytes, "where it ran", [](const PhaseRow& r) { return r.worker->host; })
      .value("pid", "1", "its process", [](const PhaseRow& r) { return r.worker->pid; });
  add_phases(table, "this worker,", [](const PhaseRow& r) -> const PhaseTimes& { return r.worker->phases; });
  table.value("cpu_user_seconds", "s", "during the job", [](const PhaseRow& r) { return r.worker->cpu_user; })
      .value("cpu_system_seconds", "s", "during the job", [](const PhaseRow& r) { return r.worker->cpu_system; })
      .value("peak_memory_bytes", "B", "largest resident set of its process",
             [](const PhaseRow& r) { return r.worker->peak_memory_bytes; })
      .value("collectives", "1", "calls of collective operations",
             [](const PhaseRow& r) { return r.worker->traffic.collectives; })
      .value("sent_messages", "1", "of exchanges, to other workers; where memory is shared, pieces shown to them",
             [](const PhaseRow& r) { return r.worker->traffic.sent_messages; })
      .value("sent_bytes", "B", "in those messages", [](const PhaseRow& r) { return r.worker->traffic.sent_bytes; });
  return table;
}

TableRows<FigureRow> figures_table() {
  TableRows<FigureRow> table("figures", "One row per trial and named number of its answer.");
  table.text("trial_id", id_bytes, "id of the trial", [](const FigureRow& r) { return r.trial->id; })
      .text("name", name_bytes, "of the figure", [](const FigureRow& r) { return r.figure->name; })
      .value("value", "", "rounded to float64 when it is a count above 2^53",
             [](const FigureRow& r) {
               return std::visit([](auto number) { return static_cast<double>(number); }, r.figure->value);
             })
      .value("is_count", "", "the figure is an integer, exact in `count`",
             [](const FigureRow& r) { return std::holds_alternative<std::uint64_t>(r.figure->value); })
      .value("count", "1", "the exact value of a count, else 0", [](const FigureRow& r) {
        const auto* count = std::get_if<std::uint64_t>(&r.figure->value);
        return count == nullptr ? std::uint64_t{0} : *count;
      });
  return table;
}

}  // namespace breakeven::study
