#include "cli/option_groups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Formatter.hpp>
#include <algorithm>

#include "breakeven/error.hpp"
#include "cli/lists.hpp"
#include "core/count.hpp"
#include "workloads/pi.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* job_group = "Job";
constexpr const char* crew_group = "Workers";
constexpr const char* result_group = "Results";

/// "-n" of "-n,--samples".
std::string first_name(const std::string& names) { return names.substr(0, names.find(',')); }

/// An option whose text is turned into `target` by `parse`.
template <class Target, class Parse>
CLI::Option* add_value(CLI::App& app, const std::string& names, Target& target, Parse parse,
                       const std::string& description) {
  const auto fill = [&target, parse, name = first_name(names)](const std::string& text) {
    try {
      target = parse(text);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("{}: {}", name, error.what()));
    }
  };
  return app.add_option_function<std::string>(names, fill, description);
}

std::string as_text(const std::string& text) { return text; }

template <class Range>
std::string names_of(const Range& values) {
  std::vector<std::string_view> names;
  for (const auto value : values) names.push_back(to_string(value));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<CrewKind> parse_kinds(const std::string& text) {
  if (text == "all") return {all_crew_kinds.begin(), all_crew_kinds.end()};
  std::vector<CrewKind> kinds;
  for (const std::string& name : split_list(text)) {
    const CrewKind kind = crew_kind_from(name);
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

double parse_epsilon(const std::string& text) {
  const double value = parse_real(text);
  if (value < 0 || value > 1) throw UsageError(fmt::format("{} is not between 0 and 1", text));
  return value;
}

void add_seed(CLI::App& app, std::uint64_t& seed) {
  add_value(app, "--seed", seed, parse_seed, "Of the random numbers; the same seed gives the same answer everywhere")
      ->type_name("N")
      ->default_str(std::to_string(seed))
      ->group(job_group);
}

}  // namespace

void add_pi_options(CLI::App& app, PiOptions& options) {
  const auto parse_samples = [](const std::string& text) {
    const std::uint64_t samples = parse_count(text);
    if (samples == 0) throw UsageError("0 samples: at least 1 is needed");
    return samples;
  };
  CLI::Option* samples = add_value(app, "-n,--samples", options.samples, parse_samples,
                                   "Points to sample: 1e9, 10M (k M G T), 2^30, up to 2^63")
                             ->type_name("N")
                             ->default_str("1e8")
                             ->group(job_group);
  const auto samples_for_error = [](const std::string& text) {
    return workloads::samples_for_standard_error(parse_real(text));
  };
  add_value(app, "--error", options.samples, samples_for_error,
            "Sample as many points as make the standard error of pi E")
      ->type_name("E")
      ->excludes(samples)
      ->group(job_group);
  add_seed(app, options.seed);
  add_value(app, "--generator", options.generator, kernels::generator_from,
            "Of the random numbers: philox (Philox4x32-10) or ars7 (ARS4x32-7, for processors with AES instructions)")
      ->type_name("NAME")
      ->default_str("philox")
      ->group(job_group);
  add_value(app, "--sampler", options.sampler, kernels::sampler_from,
            "lazy (32 random bits decide nearly every sample) or eager (all 96 bits of all samples); same answer")
      ->type_name("NAME")
      ->default_str("lazy")
      ->group(job_group);
}

void add_sort_options(CLI::App& app, SortOptions& options) {
  add_value(app, "input-dataset", options.source, as_text, "Sort this 1-D HDF5 dataset instead of generated keys")
      ->type_name("IN.h5:/PATH");
  add_value(
      app, "-n,--keys", options.keys, [](const std::string& text) { return parse_count(text, largest_count - 1); },
      "Keys to generate and sort: 1e8, 10M (k M G T), 2^27")
      ->type_name("N")
      ->default_str("1e7")
      ->group(job_group);
  add_value(app, "--type", options.type, kernels::key_type_from,
            "Of generated keys: " + names_of(kernels::all_key_types))
      ->type_name("TYPE")
      ->default_str("float64")
      ->group(job_group);
  add_value(app, "--input", options.input, kernels::key_input_from,
            "Distribution of generated keys: " + names_of(kernels::all_key_inputs))
      ->type_name("INPUT")
      ->default_str("uniform")
      ->group(job_group);
  add_seed(app, options.seed);
  add_value(app, "--float-order", options.float_order, kernels::float_order_from,
            "Of floating-point keys: numpy (NaNs last) or total (IEEE 754: -NaN first, NaN last; -0 before +0)")
      ->type_name("ORDER")
      ->default_str("numpy")
      ->group(job_group);
  add_value(app, "--eps", options.epsilon, parse_epsilon,
            "No worker holds more than (1 + EPS) times its even share of the keys")
      ->type_name("EPS")
      ->default_str("0.1")
      ->group(job_group);
  add_value(
      app, "--memory", options.memory, [](const std::string& text) { return parse_count(text); },
      "Refuse to take more bytes than this for keys on this host: 8G, 2^33")
      ->type_name("BYTES")
      ->group(job_group);
  add_value(app, "--exchange", options.route, route_from,
            "Of keys between MPI ranks: direct, two-level (fewer, larger messages), or automatic, by a model")
      ->type_name("ROUTE")
      ->default_str("automatic")
      ->group(job_group);
  app.add_flag_callback(
         "--no-verify", [&options] { options.verify = false; },
         "Do not check that the output is the input in order: for timing only")
      ->group(job_group);
}

void add_sort_output_options(CLI::App& app, SortOptions& options) {
  add_value(
      app, "-o,--output", options.output, as_text,
      "Write the sorted keys, with the input's type, byte order and attributes. The file appears when it is complete")
      ->type_name("OUT.h5:/PATH")
      ->group(result_group);
  app.add_flag("--overwrite", options.overwrite, "Replace the output file if it exists")->group(result_group);
}

void check_sort_options(const CLI::App& app, const SortOptions& options) {
  if (options.source.empty()) {
    if (!options.output.empty()) {
      throw UsageError(
          "-o: generated keys are sorted and verified, not written; name a dataset to sort, like IN.h5:/keys");
    }
    return;
  }
  for (const char* name : {"-n", "--type", "--input", "--seed"}) {
    if (app.count(name) > 0) {
      throw UsageError(fmt::format("{} is for generated keys, but {} is to be sorted", name, options.source));
    }
  }
  if (options.overwrite && options.output.empty()) throw UsageError("--overwrite needs an output (-o)");
}

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
  add_launch_options(app, request.threads_per_rank, request.launcher);
}

void add_launch_options(CLI::App& app, std::optional<int>& threads_per_rank, std::string& launcher) {
  add_value(
      app, "--threads-per-rank", threads_per_rank,
      [](const std::string& text) { return parse_small_count(text, "threads per rank"); },
      "Threads of each hybrid rank. Default: the smallest divisor of P above 1")
      ->type_name("T")
      ->group(crew_group);
  add_value(app, "--launcher", launcher, as_text, "How ranks are started, like 'srun -n {ranks}'. Default: mpirun")
      ->type_name("COMMAND")
      ->group(crew_group);
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
