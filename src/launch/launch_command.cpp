#include "launch/launch_command.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "core/placeholders.hpp"
#include "core/shell_words.hpp"
#include "launch/launcher.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

int ranks_of(const CrewOptions& options) { return options.workers / options.threads_per_rank; }
int ranks_per_node(const CrewOptions& options) { return ranks_of(options) / std::max(1, options.nodes); }

bool inside_slurm() { return std::getenv("SLURM_JOB_ID") != nullptr; }

bool allocated_several_hosts() {
  const char* hosts = std::getenv("SLURM_JOB_NUM_NODES");
  return hosts != nullptr && std::string_view(hosts) != "1";
}

void append(std::vector<std::string>& command, std::initializer_list<std::string> words) {
  command.insert(command.end(), words);
}

/// mpirun would fill one host after the other; and ranks for which one host is meant are to stay on one.
bool placed_by_node(const CrewOptions& options) {
  return options.nodes > 1 || (options.nodes == 1 && allocated_several_hosts());
}

/// A rank with threads that is to be bound must be given as many cores as it has threads.
bool has_cores_to_itself(const CrewOptions& options) {
  return options.threads_per_rank > 1 && options.binding == "core";
}

/// Inside an allocation the batch system says how many slots there are; on a workstation mpirun counts cores.
bool has_to_oversubscribe(const CrewOptions& options) {
  return !inside_slurm() && options.nodes <= 1 && ranks_of(options) > os::usable_processors();
}

void add_placement(std::vector<std::string>& command, const CrewOptions& options) {
  const bool cores = has_cores_to_itself(options);
  if (!placed_by_node(options) && !cores) return;
  std::string map = placed_by_node(options) ? fmt::format("ppr:{}:node", ranks_per_node(options)) : "slot";
  if (cores) map += fmt::format(":pe={}", options.threads_per_rank);
  append(command, {"--map-by", map});
}

void add_binding(std::vector<std::string>& command, const CrewOptions& options) {
  if (!options.binding.empty()) {
    append(command, {"--bind-to", options.binding});
  } else if (options.threads_per_rank > 1) {
    append(command, {"--bind-to", "none"});
  }
}

/// Ranks on other hosts, rank 0 among them, see of this environment only what mpirun is told to hand on.
void add_environment(std::vector<std::string>& command) {
  for (const char* variable : {connect_variable, threads_variable, binding_variable, boards_variable}) {
    append(command, {"-x", variable});
  }
}

std::vector<std::string> default_launcher(const CrewOptions& options) {
  std::vector<std::string> command = mpirun_words(options);
  add_environment(command);
  return command;
}

bool is_mpirun(const std::string& program) {
  constexpr std::array<std::string_view, 3> names{"mpirun", "mpiexec", "orterun"};
  return std::ranges::find(names, std::filesystem::path(program).filename().string()) != names.end();
}

std::vector<std::string> users_words(const CrewOptions& options) try {
  std::vector<std::string> words = split_shell_words(options.launcher);
  for (std::string& word : words) word = fill_in(word, placeholders_of(options));
  return words;
} catch (const UsageError& error) {
  throw UsageError(fmt::format("launcher '{}': {}", options.launcher, error.what()));
}

std::vector<std::string> users_launcher(const CrewOptions& options) {
  std::vector<std::string> command = users_words(options);
  if (command.empty()) throw UsageError("the launcher is empty; it should be like 'srun -n {ranks}'");
  if (is_mpirun(command.front())) add_environment(command);
  return command;
}

}  // namespace

std::vector<std::string> mpirun_words(const CrewOptions& options) {
  std::vector<std::string> command{"mpirun", "-n", std::to_string(ranks_of(options))};
  if (has_to_oversubscribe(options)) command.emplace_back("--oversubscribe");
  add_placement(command, options);
  add_binding(command, options);
  return command;
}

std::vector<std::string> least_transport_words() { return {"--mca", "pml", "ob1", "--mca", "btl", "self,vader"}; }

std::vector<std::string> launch_command(const CrewOptions& options) {
  auto command = options.launcher.empty() ? default_launcher(options) : users_launcher(options);
  command.push_back(sibling_executable(options.rank_executable, "rank"));
  return command;
}

}  // namespace breakeven::launch
