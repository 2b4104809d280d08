// What a user's command is told to start.
#pragma once

#include <CLI/App.hpp>

#include "breakeven/crew.hpp"

namespace breakeven::cli {

struct CommandCrew {
  int ranks = 1;
  int threads = 1;  ///< of each rank
  int nodes = 1;
};

void add_command_crew_options(CLI::App& app, CommandCrew& crew);

/// Throws UsageError when ranks cannot be spread evenly.
CrewOptions crew_of(const CommandCrew& crew);

}  // namespace breakeven::cli
