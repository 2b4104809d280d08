// The launch ladder of ranks as a probe in the launcher and in each of them saw it: to the bottom, for any MPI program.
#pragma once

#include <span>
#include <vector>

#include "overhead/launch_ladder.hpp"
#include "overhead/launch_probe.hpp"

namespace breakeven::overhead {

/// What the one who asks for the launch stamps.
struct LauncherMoments {
  TimePoint asked;
  TimePoint exists;  ///< the launcher's process
  TimePoint ended;   ///< it has been waited for
  pid_t launcher = 0;
};

/// Rank 0 of those that the launcher started itself; null when it was not seen.
const ProbedProcess* first_rank(std::span<const ProbedProcess> processes);
/// The one for which the others have to wait in MPI_Init: the last to come to it. Null when none was seen.
const ProbedProcess* slowest_rank(std::span<const ProbedProcess> processes);

/// The launch as `rank` went through it, from the call that asks for it until the launcher has been waited for. The
/// rungs follow each other without gaps, and sum to the wall time. Within the launcher's start, MPI_Init and
/// MPI_Finalize what the process was in is added up, so that those rungs have true lengths but stand in for many
/// short ones. Moments that were not seen have no rung: their time is in the next.
Ladder mpirun_ladder(const LauncherMoments& moments, std::span<const ProbedProcess> processes,
                     const ProbedProcess& rank);

/// MPI_Comm_spawn as rank 0 went through it: from its call until the spawned ranks have left.
Ladder spawn_ladder(const ProbedProcess& parent);

}  // namespace breakeven::overhead
