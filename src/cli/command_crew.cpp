#include "cli/command_crew.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"

namespace breakeven::cli {

void add_command_crew_options(CLI::App& app, CommandCrew& crew) {
  const auto add_count = [&app](const char* names, int& count, const char* noun, const char* description) {
    add_value(
        app, names, count, [noun](const std::string& text) { return parse_small_count(text, noun); }, description)
        ->type_name("N")
        ->default_str(std::to_string(count))
        ->group(crew_group);
  };
  add_count("--ranks", crew.ranks, "ranks", "What {ranks} stands for");
  add_count("--threads", crew.threads, "threads", "What {threads} stands for, of each rank");
  add_count("--nodes", crew.nodes, "nodes", "What {nodes} stands for");
}

CrewOptions crew_of(const CommandCrew& crew) {
  if (crew.ranks % crew.nodes != 0) {
    throw UsageError(fmt::format("--nodes: {} ranks cannot be spread evenly over {} nodes", crew.ranks, crew.nodes));
  }
  CrewOptions options;
  options.kind = CrewKind::command;
  options.workers = crew.ranks * crew.threads;
  options.threads_per_rank = crew.threads;
  options.nodes = crew.nodes;
  return options;
}

}  // namespace breakeven::cli
