// The launch ladder of ranks as a probe in the launcher and in each of them saw it: to the bottom, for any MPI program.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "overhead/ladder.hpp"
#include "overhead/launch_probe.hpp"

namespace breakeven::overhead {

/// What the one who asks for the launch stamps.
struct LauncherMoments {
  TimePoint asked;
  TimePoint exists;  ///< the launcher's process
  TimePoint ended;   ///< it has been waited for
  pid_t launcher = 0;
};

enum class StartedBy : std::uint8_t { launcher, spawn };

/// Null when it was not seen.
const ProbedProcess* first_rank(std::span<const ProbedProcess> processes);
/// The one for which the others have to wait in MPI_Init: the last to come to it. Null when none was seen.
const ProbedProcess* slowest_rank(std::span<const ProbedProcess> processes, StartedBy by = StartedBy::launcher);

/// The launch as `rank` (null: none was started) went through it, from the call that asks for it until the launcher has
/// been waited for. The rungs follow each other without gaps, and sum to the wall time. Within the launcher's start,
/// MPI_Init and MPI_Finalize what the process was in is added up, so that those rungs have true lengths but stand in
/// for many short ones. Moments that were not seen have no rung: their time is in the next.
Ladder mpirun_ladder(const LauncherMoments& moments, std::span<const ProbedProcess> processes,
                     const ProbedProcess* rank);

/// MPI_Comm_spawn, from rank 0's call of it until the spawned ranks have left; on the way down to MPI_Init's end by the
/// slowest of them, from there by rank 0, to which the call may have returned before that. Throws Error when there was
/// no spawning to be seen.
Ladder spawn_ladder(std::span<const ProbedProcess> processes);

}  // namespace breakeven::overhead
