// The whole command line of breakeven.
#pragma once

#include "breakeven/workload.hpp"

namespace breakeven::cli {

/// Returns the exit code: 0, 1 when a trial or the world failed, 2 for a wrong request, 128 + signal when
/// interrupted. Errors are one line on standard error, results alone go to standard output. Does not return in the
/// copies that a launcher started beside the first: they become ranks.
int run(int argc, char** argv, const WorkloadRegistry& registry);

}  // namespace breakeven::cli
