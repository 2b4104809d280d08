// How a crew of ranks is started: by mpirun, or by the user's own command (srun, mpirun over a host file).
#pragma once

#include <string>
#include <vector>

#include "breakeven/crew.hpp"

namespace breakeven::launch {

/// mpirun with what starts and places as many ranks, of any program: its name and arguments are to be appended.
std::vector<std::string> mpirun_words(const CrewOptions& options);

/// For mpirun: the only transports that ranks of one host need. By default Open MPI probes all that it was built with.
std::vector<std::string> least_transport_words();

/// The command that starts the ranks of `options`, ready for exec. Reads from the environment whether it is inside of
/// a SLURM job. Throws UsageError for a launcher with placeholders that there are not.
std::vector<std::string> launch_command(const CrewOptions& options);

}  // namespace breakeven::launch
