// The options that commands share, each group defined once. The only header that shows CLI11 to the rest of this layer.
#pragma once

#include <CLI/App.hpp>

#include "cli/options.hpp"

namespace breakeven::cli {

// Each adds its options to `app`; parsing fills `options`, which must live as long. Errors of a value are UsageError
// and begin with the option's name.

void add_pi_options(CLI::App& app, PiOptions& options);
void add_sort_options(CLI::App& app, SortOptions& options);
/// -o and --overwrite: for a sort that is run once.
void add_sort_output_options(CLI::App& app, SortOptions& options);
void add_crew_options(CLI::App& app, CrewRequest& request);
void add_launch_options(CLI::App& app, std::optional<int>& threads_per_rank, std::string& launcher);
void add_comparison_options(CLI::App& app, CompareOptions& options);
void add_result_options(CLI::App& app, ResultOptions& options);

/// What belongs together and was not given together. Throws UsageError.
void check_sort_options(const CLI::App& app, const SortOptions& options);

}  // namespace breakeven::cli
