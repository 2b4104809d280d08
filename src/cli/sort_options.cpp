#include "cli/sort_options.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"

namespace breakeven::cli {
namespace {

double parse_epsilon(const std::string& text) {
  const double value = parse_real(text);
  if (value < 0 || value > 1) throw UsageError(fmt::format("{} is not between 0 and 1", text));
  return value;
}

}  // namespace

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
            "No worker of P holds more than ceil(N/P) + EPS N/P of the N keys")
      ->type_name("EPS")
      ->default_str("0.05")
      ->group(job_group);
  add_value(
      app, "--memory", options.memory, [](const std::string& text) { return parse_count(text); },
      "Refuse to take more bytes than this for keys on this host: 8G, 2^33")
      ->type_name("BYTES")
      ->group(job_group);
  add_value(app, "--exchange", options.route, route_from,
            "Of keys between MPI ranks: direct, two-level (fewer, larger messages; twice the memory, and more where "
            "most of a rank's keys go to few others), or automatic, by a model")
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

}  // namespace breakeven::cli
