#include "report/run_report.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/seconds.hpp"
#include "report/crew_label.hpp"
#include "report/marks.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

Cell label_of(const Trial& trial) {
  std::string text = crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share);
  if (trial.oversubscribed) text += oversubscribed_mark;
  return {text, Tone::strong};
}

Cell time_cell(Duration duration) {
  if (duration == Duration{}) return {"0", Tone::faint};
  return {format_duration(duration), Tone::plain};
}

Table phases_table(const std::vector<const Trial*>& trials) {
  std::vector<Column> columns{{"where the time went", Align::left}};
  for (std::size_t phase = 0; phase < phase_count; ++phase)
    columns.push_back({std::string(to_string(static_cast<Phase>(phase)))});
  columns.push_back({"other"});
  columns.push_back({"total", Align::right, true});
  Table table(std::move(columns));
  for (const Trial* trial : trials) {
    std::vector<Cell> row{label_of(*trial)};
    for (std::size_t phase = 0; phase < phase_count; ++phase)
      row.push_back(time_cell(trial->phases[static_cast<Phase>(phase)]));
    row.push_back(time_cell(trial->other));
    row.push_back({format_duration(trial->wall), Tone::strong});
    table.add_row(std::move(row));
  }
  return table;
}

const Trial* best_serial(const std::vector<const Trial*>& trials) {
  const Trial* best = nullptr;
  for (const Trial* trial : trials) {
    if (trial->kind == CrewKind::serial && (best == nullptr || trial->wall < best->wall)) best = trial;
  }
  return best;
}

Tone tone_of_speed_up(double speed_up) { return speed_up > 1 ? Tone::good : speed_up < 1 ? Tone::bad : Tone::plain; }

std::string lag_text(const Trial& trial) {
  const auto lag = lag_of_slowest(trial);
  if (!lag || trial.workers == 1) return std::string(absent);
  return *lag > 0 ? format_signed_percent(*lag) : "0 %";
}

Table effect_table(const std::vector<const Trial*>& trials, const Trial* base) {
  Table table({{"what came of it", Align::left},
               {"total"},
               {"speed-up"},
               {"efficiency"},
               {"slowest worker"},
               {"CPU user", Align::right, true},
               {"CPU system"},
               {"peak memory"}});
  for (const Trial* trial : trials) {
    Cell speed_up{std::string(absent), Tone::faint};
    Cell efficiency = speed_up;
    if (base != nullptr && trial->wall > Duration{}) {
      const double ratio = in_seconds(base->wall) / in_seconds(trial->wall);
      speed_up = {format_ratio(ratio), trial == base ? Tone::plain : tone_of_speed_up(ratio)};
      efficiency = {format_percent(ratio / trial->workers)};
    }
    table.add_row({label_of(*trial),
                   {format_duration(trial->wall), Tone::strong},
                   speed_up,
                   efficiency,
                   {lag_text(*trial)},
                   time_cell(trial->cpu_user),
                   time_cell(trial->cpu_system),
                   {format_bytes(trial->peak_memory_bytes)}});
  }
  return table;
}

std::string notes(const std::vector<const Trial*>& trials, const Trial* base) {
  std::string text;
  if (base != nullptr && trials.size() > 1) {
    text +=
        "Speed-up is in total time against serial; the slowest worker's time at work is against the median worker's.\n";
  }
  if (std::ranges::any_of(trials, &Trial::oversubscribed)) text += oversubscribed_note;
  return text;
}

std::vector<const Trial*> those_ok(const std::vector<Trial>& trials) {
  std::vector<const Trial*> good;
  for (const Trial& trial : trials) {
    if (trial.status == TrialStatus::ok) good.push_back(&trial);
  }
  return good;
}

/// "7", or "0 to 7" where workers differ.
template <class Get, class Format>
std::string range_of(const Trial& trial, Get get, Format format) {
  const auto [least, most] = std::ranges::minmax(trial.workers_detail, {}, get);
  const std::string high = format(get(most));
  return get(least) == get(most) ? high : fmt::format("{} to {}", format(get(least)), high);
}

}  // namespace

std::string render_traffic(const std::vector<Trial>& trials, const Appearance& appearance) {
  const auto good = those_ok(trials);
  if (good.empty()) return {};
  Table table({{"each worker", Align::left}, {"collectives"}, {"messages sent"}, {"bytes sent"}});
  for (const Trial* trial : good) {
    table.add_row({label_of(*trial),
                   {range_of(
                       *trial, [](const WorkerTrial& w) { return w.traffic.collectives; }, format_count)},
                   {range_of(
                       *trial, [](const WorkerTrial& w) { return w.traffic.sent_messages; }, format_count)},
                   {range_of(
                       *trial, [](const WorkerTrial& w) { return w.traffic.sent_bytes; }, format_bytes)}});
  }
  return table.render(appearance);
}

std::string render_run(const std::vector<Trial>& trials, const Appearance& appearance) {
  const auto good = those_ok(trials);
  if (good.empty()) return {};
  const Trial* base = best_serial(good);
  std::string text = phases_table(good).render(appearance);
  text += '\n' + effect_table(good, base).render(appearance);
  if (const std::string note = notes(good, base); !note.empty()) {
    text += '\n' + toned(shown(note, appearance), Tone::faint, appearance);
  }
  return text;
}

}  // namespace breakeven::report
