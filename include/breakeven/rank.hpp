// The main() of an MPI rank executable. The only public header of the MPI layer, and free of MPI types.
#pragma once

#include "breakeven/workload.hpp"

namespace breakeven {

/// Initialises MPI, runs the jobs that rank 0 is sent by the driver until the driver closes the connection,
/// finalises MPI and returns the exit code. An exception on any rank ends the job on all of them with its message.
int run_rank(int argc, char** argv, const WorkloadRegistry& registry);

}  // namespace breakeven
