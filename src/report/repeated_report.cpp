#include "report/repeated_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "breakeven/statistics.hpp"
#include "core/seconds.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using Format = std::function<std::string(double)>;

struct StatisticRow {
  std::string name;
  std::vector<double> values;
  Format format;
};

std::vector<const Trial*> good_ones(std::span<const Trial> trials) {
  std::vector<const Trial*> good;
  for (const Trial& trial : trials) {
    if (trial.status == TrialStatus::ok) good.push_back(&trial);
  }
  return good;
}

template <class Value>
StatisticRow row_of(std::string name, const std::vector<const Trial*>& trials, Value value, Format format) {
  StatisticRow row{std::move(name), {}, std::move(format)};
  for (const Trial* trial : trials) row.values.push_back(value(*trial));
  return row;
}

std::string format_number(double value) { return fmt::format("{:.6g}", value); }

/// Those that matter, if the command told of any beside its work.
std::vector<StatisticRow> phase_rows(const std::vector<const Trial*>& trials) {
  constexpr double least_share = 0.05;
  constexpr std::array phases{Phase::start, Phase::send, Phase::work, Phase::talk, Phase::check, Phase::collect};
  std::vector<StatisticRow> rows;
  for (const Phase phase : phases) {
    const auto share = [phase](const Trial* t) { return in_seconds(t->phases[phase]) / in_seconds(t->wall); };
    if (std::ranges::none_of(trials, [&](const Trial* t) { return share(t) >= least_share; })) continue;
    rows.push_back(row_of(
        fmt::format("  of it {}", to_string(phase)), trials,
        [phase](const Trial& t) { return in_seconds(t.phases[phase]); }, format_seconds));
  }
  return rows.size() > 1 ? rows : std::vector<StatisticRow>{};
}

std::vector<StatisticRow> rows_of(const std::vector<const Trial*>& trials) {
  const auto bytes = [](double value) { return format_bytes(static_cast<std::uint64_t>(value)); };
  std::vector<StatisticRow> rows{
      row_of(
          "wall time", trials, [](const Trial& t) { return in_seconds(t.wall); }, format_seconds),
      row_of(
          "user time", trials, [](const Trial& t) { return in_seconds(t.cpu_user); }, format_seconds),
      row_of(
          "system time", trials, [](const Trial& t) { return in_seconds(t.cpu_system); }, format_seconds),
      row_of(
          "peak memory", trials, [](const Trial& t) { return static_cast<double>(t.peak_memory_bytes); }, bytes)};
  const std::vector<StatisticRow> phases = phase_rows(trials);
  rows.insert(rows.begin() + 1, phases.begin(), phases.end());
  for (std::size_t i = 0; i < trials.front()->answer.figures.size(); ++i) {
    const auto value = [i](const Trial& trial) {
      return std::visit([](auto number) { return static_cast<double>(number); }, trial.answer.figures[i].value);
    };
    rows.push_back(row_of(trials.front()->answer.figures[i].name, trials, value, format_number));
  }
  return rows;
}

std::vector<Cell> cells_of(const StatisticRow& row) {
  const MedianSummary summary = summarise(row.values);
  const std::string interval =
      summary.interval ? fmt::format("{} – {}", row.format(summary.interval->low), row.format(summary.interval->high))
                       : "–";
  return {{row.name, Tone::strong},
          {row.format(summary.median), Tone::strong},
          {interval, Tone::faint},
          {row.format(summary.minimum)},
          {row.format(summary.maximum)}};
}

}  // namespace

std::string render_repeated(std::span<const Trial> trials, const Appearance& appearance) {
  const auto good = good_ones(trials);
  if (good.empty()) return "No run gave an answer.\n";
  Table table({{"", Align::left}, {"median"}, {"95 % interval"}, {"least"}, {"most"}});
  for (const StatisticRow& row : rows_of(good)) table.add_row(cells_of(row));
  std::string note = fmt::format("{} run{}.\n", good.size(), good.size() == 1 ? "" : "s");
  if (good.size() < 6) note += "Intervals need at least 6 runs (-r 6).\n";
  return table.render(appearance) + '\n' + toned(shown(note, appearance), Tone::faint, appearance);
}

}  // namespace breakeven::report
