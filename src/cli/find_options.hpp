// What a search for a break-even point can be asked.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <string>

#include "cli/command_crew.hpp"
#include "cli/options.hpp"
#include "search/limits.hpp"

namespace breakeven::cli {

struct FindOptions {
  CrewRequest crew;          ///< the candidate
  CommandCrew command_crew;  ///< the same of a user's command
  std::string against;       ///< a crew as parse_crew() takes it, or a command; empty: serial, or the command by itself
  search::SearchLimits limits;
  bool keep = false;
  ResultOptions results;
};

/// For jobs that run on crews of ours, and for commands that start their own.
void add_find_options(CLI::App& app, FindOptions& options);
void add_find_command_options(CLI::App& app, FindOptions& options);

/// Throws UsageError for limits that contradict each other.
void check_find_options(const FindOptions& options);

}  // namespace breakeven::cli
