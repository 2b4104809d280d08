// What Open MPI leaves behind when its processes are killed before they can clean up.
#pragma once

#include <sys/types.h>

namespace breakeven::launch {

/// Removes the files of the job that `mpirun` with this process id ran on this host, and only those. To be called
/// when mpirun and its ranks have ended; never throws.
void remove_open_mpi_leftovers(pid_t mpirun) noexcept;

}  // namespace breakeven::launch
