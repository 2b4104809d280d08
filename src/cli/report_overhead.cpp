#include "cli/report_overhead.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "core/count.hpp"
#include "report/overhead_json.hpp"
#include "report/overhead_run.hpp"
#include "study/overhead_record.hpp"

namespace breakeven::cli {
namespace {

using Runs = std::vector<study::OverheadRun>;

std::size_t chosen_of(const Runs& runs, int run) {
  if (run == 0) return runs.size() - 1;
  const auto number = static_cast<std::size_t>(run);
  if (number <= runs.size()) return number - 1;
  throw UsageError(fmt::format("--run {}: there {} of overhead in it", run,
                               runs.size() == 1 ? "is 1 run" : fmt::format("are {} runs", runs.size())));
}

/// "Overhead, run 2 of 3, of 2026-11-30T09:02:11.123456Z on node1: breakeven overhead --quick"
std::string title_of(const Runs& runs, std::size_t number) {
  const study::OverheadRun& run = runs[number];
  const std::string which = runs.size() == 1 ? "" : fmt::format(", run {} of {}", number + 1, runs.size());
  return fmt::format("Overhead{}, measured at {} on {}{}: breakeven overhead {}", which, run.started_at,
                     run.environment.host, run.interrupted ? " until it was interrupted" : "", run.options);
}

}  // namespace

void add_recorded_overhead_options(CLI::App& command, RecordedOverheadOptions& options) {
  add_value(
      command, "--run", options.run, [](const std::string& text) { return parse_small_count(text, "runs"); },
      "Which run of breakeven overhead, if the record has any, counted from 1")
      ->type_name("N")
      ->default_str("the latest")
      ->group(result_group);
  command.add_flag("--verbose", options.verbose, "Of overhead: every size and operation, models of them, and more")
      ->group(result_group);
}

std::string recorded_overhead(const std::string& record, const RecordedOverheadOptions& options,
                              const report::Appearance& appearance) {
  const Runs runs = study::read_overhead_runs(record);
  if (runs.empty() && options.run == 0) return "";
  const std::size_t number = chosen_of(runs, options.run);
  const std::string title = report::shown(report::one_line(title_of(runs, number)), appearance);
  const auto [run, series, fits] = study::read_overhead(record, runs[number]);
  const auto detail = options.verbose ? report::Detail::all : report::Detail::main;
  return report::toned(title, report::Tone::strong, appearance) + "\n\n" +
         report::render_overhead_run({series, fits, run.environment}, detail, appearance);
}

std::string recorded_overhead_as_json(const std::string& record, const RecordedOverheadOptions& options) {
  const Runs runs = study::read_overhead_runs(record);
  if (runs.empty() && options.run == 0) return "";
  const auto [run, series, fits] = study::read_overhead(record, runs[chosen_of(runs, options.run)]);
  return report::overhead_as_json(series, fits);
}

int report_overhead(const std::string& record, const RecordedOverheadOptions& options, bool json,
                    const Session& session) {
  if (study::overhead_runs_in(record) == 0) {
    throw UsageError(
        fmt::format("{} holds no run of overhead: breakeven overhead --record {} adds one", record, record));
  }
  print(json ? recorded_overhead_as_json(record, options)
             : recorded_overhead(record, options, appearance_of(STDOUT_FILENO, session)));
  return 0;
}

}  // namespace breakeven::cli
