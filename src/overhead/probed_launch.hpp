// One launch of an MPI program, looked into by the probe.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "overhead/launch_probe.hpp"
#include "overhead/mpirun_ladder.hpp"

namespace breakeven::overhead {

struct ProbedLaunch {
  LauncherMoments moments;
  std::vector<ProbedProcess> processes;
};

/// Runs `command` (mpirun and what it starts) to its end with `probe` preloaded. Blocks; a signal or a time limit (see
/// os/interrupt.hpp) ends it, and nothing of it stays behind. Throws Error that has what mpirun said, shortened, when
/// it cannot be started or fails, and Interrupted.
ProbedLaunch launch_probed(const std::vector<std::string>& command, const std::filesystem::path& probe);
/// The same without looking into it: what it takes when nothing is preloaded.
LauncherMoments launch_unprobed(const std::vector<std::string>& command);

}  // namespace breakeven::overhead
