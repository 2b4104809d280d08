#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "cli/option_groups.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/overhead_outcome.hpp"
#include "cli/overhead_plan.hpp"
#include "cli/overhead_request.hpp"
#include "cli/overhead_sections.hpp"
#include "cli/study_environment.hpp"
#include "core/count.hpp"
#include "measure/trial_runner.hpp"
#include "os/interrupt.hpp"
#include "overhead/fits.hpp"
#include "report/overhead_json.hpp"
#include "report/overhead_run.hpp"
#include "study/overhead_record.hpp"
#include "study/record.hpp"

namespace breakeven::cli {
namespace {

// What is being launched is to end; then what was measured is recorded and printed.
constexpr std::chrono::seconds patience_with_sections{20};

constexpr const char* overhead_examples =
    "  breakeven overhead --quick\n"
    "  breakeven overhead --only start --kinds mpi -p 1,2,8\n"
    "  breakeven overhead --only talk --sizes 0,8,2^20 --json\n"
    "  breakeven overhead --only start,talk --kinds mpi -p 2 --launcher 'mpirun --hostfile F --map-by node -n "
    "{ranks}'\n";

study::OverheadRun describe_run(const OverheadOptions& options, const std::string& as_typed) {
  plan::Point any;
  if (starts_ranks(options)) any.kind = CrewKind::mpi;
  return {measure::random_id(), measure::timestamp_now(), as_typed, study_environment(options.launcher)(any)};
}

/// Of all workers that were measured.
std::string hosts_of(std::span<const overhead::Series> all, const std::string& own) {
  std::vector<std::string> hosts;
  for (const overhead::Series& series : all) {
    const std::string& theirs = series.placement.hosts;
    for (const std::string& host : split_list(theirs.empty() ? own : theirs)) {
      if (std::ranges::find(hosts, host) == hosts.end()) hosts.push_back(host);
    }
  }
  return fmt::format("{}", fmt::join(hosts, ","));
}

/// To the record, if one was asked for, and to the user.
void deliver(std::vector<overhead::Series>& all, study::OverheadRun run, const OverheadOptions& options,
             const Session& session) {
  run.environment.hosts = hosts_of(all, run.environment.host);
  flag_short_observations(all, run.environment.clock_reading_seconds);
  const auto fits = overhead::fit_all(all);
  if (!options.record.empty()) append_overhead(options.record, run, all, fits);
  const auto appearance = appearance_of(STDOUT_FILENO, session);
  const auto detail = options.verbose ? report::Detail::all : report::Detail::main;
  print(options.json ? report::overhead_as_json(all, fits)
                     : report::render_overhead_run({all, fits, run.environment}, detail, appearance));
  if (const std::string troubles = describe_troubles(all); !troubles.empty()) complain(troubles);
}

int measure_overhead(const OverheadOptions& options, const std::string& as_typed, const Session& session) {
  if (session.launched) {
    throw UsageError(fmt::format("overhead launches ranks itself; start it without {}", session.launched->launcher));
  }
  if (!options.record.empty()) study::Record(options.record);
  os::catch_interrupts(patience_with_sections);
  study::OverheadRun run = describe_run(options, as_typed);
  std::vector<overhead::Series> all;
  try {
    measure_sections(options, session, all);
  } catch (const Interrupted&) {
    run.interrupted = true;
    const bool measured = std::ranges::any_of(all, overhead::is_observed);
    if (measured) deliver(all, run, options, session);
    complain(describe_interruption(measured, options.record));
    throw;
  }
  deliver(all, run, options, session);
  return exit_code_of(all);
}

template <class Parse>
auto list_of(Parse parse) {
  return [parse](const std::string& text) { return parse_list(text, parse); };
}

void add_what_options(CLI::App& command, OverheadOptions& options) {
  command
      .add_flag("--quick", options.quick,
                "In half a minute on an idle machine: fewer launches and sizes, the main operations, and 2 workers")
      ->group(job_group);
  add_value(command, "--only", options.sections, list_of(overhead_section_from),
            "Sections to measure: " + names_of(all_overhead_sections) + ". Default: all")
      ->type_name("SECTION,...")
      ->group(job_group);
  add_value(command, "--sizes", options.sizes, list_of([](const std::string& size) { return parse_count(size); }),
            "Sizes of messages in bytes, like 0,8,2^16,1M")
      ->type_name("BYTES,...")
      ->group(job_group);
  add_value(
      command, "--launches", options.launches,
      [](const std::string& text) { return parse_small_count(text, "launches"); },
      "Of each crew, after one to warm up where starting is measured. Default: 15 to measure starting, 6 to measure "
      "talking; medians have intervals if there are six launches or more, or only one: then they are of its "
      "repetitions")
      ->type_name("N")
      ->group(job_group);
  add_value(command, "--order-seed", options.order_seed, parse_seed, "Of the shuffled order of launches")
      ->type_name("N")
      ->default_str("1")
      ->group(job_group);
}

void add_output_options(CLI::App& command, OverheadOptions& options) {
  command.add_flag("--json", options.json, "Print every observation as JSON instead of tables")->group(result_group);
  command
      .add_flag("--verbose", options.verbose,
                "Print tables of every size and operation, models of them, and more of how they were measured")
      ->group(result_group);
  command.add_flag("-q,--quiet", options.quiet, "Do not tell how much is done")->group(result_group);
  add_value(command, "--record", options.record, as_text,
            "Add every observation and the models of them to this HDF5 file, a record of trials or a new one")
      ->type_name("FILE.h5")
      ->group(result_group);
}

void add_worker_options(CLI::App& command, OverheadOptions& options) {
  add_value(command, "-p,--workers", options.workers, parse_worker_counts,
            "Numbers of workers. Default: 1, 2, 4, 8 to start, 2 and 8 to talk; 2 when quick")
      ->type_name("P,...")
      ->group(crew_group);
  add_value(command, "--kinds", options.kinds, list_of(crew_kind_from),
            "Kinds of workers: a list of " + names_of(all_crew_kinds))
      ->type_name("KIND,...")
      ->default_str(names_of(options.kinds))
      ->group(crew_group);
  add_launch_options(command, options.threads_per_rank, options.launcher, " in sections start and talk");
  add_shares_option(command, options.shares,
                    "How fork, spawn and forkserver pass data: a list of memory, pipe, socket, for sections start and "
                    "talk. Default: memory, and for fork pipe and socket, too");
}

}  // namespace

void add_overhead_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(
      top, "overhead", "Measure what starting workers and talking costs, for every kind of worker", overhead_examples);
  const auto options = std::make_shared<OverheadOptions>();
  add_what_options(command, *options);
  add_output_options(command, *options);
  add_worker_options(command, *options);
  command.callback([options, &command, &chosen] {
    require_sense(*options);
    std::string as_typed = typed_options(command);
    if (command.count("--order-seed") == 0) as_typed += fmt::format(" --order-seed {}", options->order_seed);
    chosen = [options, as_typed](const Session& session) { return measure_overhead(*options, as_typed, session); };
  });
}

}  // namespace breakeven::cli
