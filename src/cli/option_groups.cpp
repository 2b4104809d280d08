#include "cli/option_groups.hpp"

#include "cli/lists.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"

namespace breakeven::cli {
namespace {

std::vector<CrewKind> parse_kinds(const std::string& text) {
  if (text == "all") return {all_crew_kinds.begin(), all_crew_kinds.end()};
  return parse_list(text, crew_kind_from);
}

std::vector<Share> parse_shares(const std::string& text) { return parse_list(text, share_from); }

}  // namespace

void add_crew_options(CLI::App& app, CrewRequest& request) {
  add_value(
      app, "-p,--workers", request.workers, [](const std::string& text) { return parse_small_count(text, "workers"); },
      "Number of workers; ranks x threads for hybrid. Default: all processors")
      ->type_name("P")
      ->group(crew_group);
  add_value(app, "--kind", request.kind, crew_kind_from,
            "Of workers: " + names_of(all_crew_kinds) + ". Default: threads")
      ->type_name("KIND")
      ->group(crew_group);
  add_value(app, "--share", request.share, share_from,
            "How fork, spawn and forkserver pass data: out of each other's memory, or copied through a pipe or socket "
            "as in Python's multiprocessing. Default: memory")
      ->type_name("WAY")
      ->group(crew_group);
  add_launch_options(app, request.threads_per_rank, request.launcher);
}

void add_run_options(CLI::App& app, RunOptions& options) {
  add_crew_options(app, options.crew);
  app.add_flag_callback(
         "--no-compare", [&options] { options.compare = false; }, "Run only this crew, not threads and serial after it")
      ->group(crew_group);
  app.add_flag("--verbose", options.verbose, "Show as well how much the workers of each crew talked")
      ->group(result_group);
}

void add_launch_options(CLI::App& app, std::optional<int>& threads_per_rank, std::string& launcher,
                        std::string_view where) {
  add_value(
      app, "--threads-per-rank", threads_per_rank,
      [](const std::string& text) { return parse_small_count(text, "threads per rank"); },
      "Threads of each hybrid rank. Default: the smallest divisor of P above 1")
      ->type_name("T")
      ->group(crew_group);
  add_value(app, "--launcher", launcher, as_text,
            fmt::format("How ranks are started{}, like 'srun -n {{ranks}}'. Default: mpirun", where))
      ->type_name("COMMAND")
      ->group(crew_group);
}

CLI::Option* add_shares_option(CLI::App& app, std::vector<Share>& shares, const std::string& description) {
  return add_value(app, "--share", shares, parse_shares, description)->type_name("WAY,...")->group(crew_group);
}

void add_comparison_options(CLI::App& app, CompareOptions& options) {
  add_value(app, "-p,--workers", options.workers, parse_worker_counts,
            "Numbers of workers, like 1,2,4,8. Default: powers of two up to the processors")
      ->type_name("P,...")
      ->group(crew_group);
  add_value(app, "--kinds", options.kinds, parse_kinds,
            "Kinds of workers: all, or a list of " + names_of(all_crew_kinds))
      ->type_name("KIND,...")
      ->default_str("all")
      ->group(crew_group);
  add_shares_option(app, options.shares,
                    "How fork, spawn and forkserver pass data: memory, pipe, socket, or a list to compare what copying "
                    "costs")
      ->default_str("memory");
  add_launch_options(app, options.threads_per_rank, options.launcher);
  add_value(
      app, "-r,--repetitions", options.repetitions,
      [](const std::string& text) { return parse_small_count(text, "repetitions"); },
      "Trials of each; from 6 on medians have intervals")
      ->type_name("R")
      ->default_str(std::to_string(options.repetitions))
      ->group(crew_group);
  add_value(app, "--order-seed", options.order_seed, parse_seed, "Of the shuffled order of trials")
      ->type_name("N")
      ->default_str(std::to_string(options.order_seed))
      ->group(crew_group);
  app.add_flag("--keep", options.keep, "Start each crew once for all its repetitions; start and stop are shown apart")
      ->group(crew_group);
}

void add_result_options(CLI::App& app, ResultOptions& options) {
  add_value(app, "--record", options.record, as_text,
            "Append every trial, phases of each worker included, to an HDF5 file")
      ->type_name("FILE.h5")
      ->group(result_group);
  app.add_flag("--json", options.json, "Print the trials as JSON instead of tables")->group(result_group);
}

}  // namespace breakeven::cli
