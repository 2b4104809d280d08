// The text of batch scripts: pure functions of a value. All that is not a number is quoted, or made harmless in
// comments.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace breakeven::launch {

/// Runs a command that can be interrupted and resumed: exit code 3 says that it is not complete, SIGTERM makes it stop
/// with exit code 143 and everything kept. The job then puts itself back into the queue, where a time limit or a
/// preemption ended it, but not when somebody cancelled it.
struct ResumableJob {
  std::string about;  ///< what it does, for whoever reads the script
  int nodes = 1;
  int tasks_per_node = 1;
  int cpus_per_task = 1;
  std::optional<std::chrono::seconds> time;  ///< of one run; nothing: what the partition allows by default
  int most_restarts = 0;                     ///< then a person is to look at it; counts those after a node failed, too
  std::string directory;                     ///< where the command is run
  std::vector<std::string> command;
};
std::string batch_script(const ResumableJob& job);

/// Runs a command on those of its last arguments, files all of them, that are there.
struct GatheringJob {
  std::string about;
  std::string directory;
  std::vector<std::string> command;
  std::vector<std::string> files;
};
std::string batch_script(const GatheringJob& job);

}  // namespace breakeven::launch
