// The options that commands share, each group defined once.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace breakeven::cli {

// Each adds its options to `app`; parsing fills `options`, which must live as long. Errors of a value are UsageError
// and begin with the option's name.

void add_crew_options(CLI::App& app, CrewRequest& request);
/// Those of the crew included.
void add_run_options(CLI::App& app, RunOptions& options);
/// What can be asked about ranks; `where`: how ranks are started in ..., if that is not everywhere.
void add_launch_options(CLI::App& app, std::optional<int>& threads_per_rank, std::string& launcher,
                        std::string_view where = {});
/// A list of ways in which processes pass data.
CLI::Option* add_shares_option(CLI::App& app, std::vector<Share>& shares, const std::string& description);
void add_comparison_options(CLI::App& app, CompareOptions& options);
void add_result_options(CLI::App& app, ResultOptions& options);

}  // namespace breakeven::cli
