// What can be said of a user's command.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/placeholders.hpp"

namespace breakeven::cli {

struct CommandOptions {
  std::vector<std::string> words;  ///< the command, with placeholders as all of the texts below
  std::string prepare;             ///< run before each run of the command, as one command line; empty: nothing
  std::string conclude;            ///< after each
  std::string clean_up;            ///< at the end
  bool shell = false;              ///< all of them are texts for sh
  std::string launcher;            ///< "mpirun", "srun", or words to put in front of the command

  std::uint64_t size = 1;
  std::uint64_t seed = 1;
  Placeholders set;

  std::vector<std::string> figures;  ///< "NAME=PATTERN"
  std::vector<std::string> phases;   ///< "PHASE=PATTERN"
  std::string answer;
  double timeout_seconds = 0;
  bool ignore_failure = false;
};

void add_command_options(CLI::App& app, CommandOptions& options);

}  // namespace breakeven::cli
