// The whole command line of a program.
#pragma once

#include "cli/application.hpp"

namespace breakeven::cli {

/// Returns the exit code: 0, 1 when a trial or the world failed, 2 for a wrong request, 128 + signal when
/// interrupted. Errors are one line on standard error, results alone go to standard output. Does not return in the
/// copies that a launcher started beside the first: they become ranks.
int run(int argc, char** argv, const Application& application);

}  // namespace breakeven::cli
