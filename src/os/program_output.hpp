// What another program says when it is run to its end.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "os/process.hpp"

namespace breakeven::os {

struct ProgramOutput {
  ExitStatus status;
  std::string text;    ///< of standard output
  std::string errors;  ///< of standard error
};

/// Runs a program (searched in PATH when it has no slash) that is given no input. Blocks until it has closed both
/// outputs and ended. Throws Error when it cannot be started or takes longer than `patience`, Interrupted when a signal
/// comes; it is killed then.
ProgramOutput run_program(const std::vector<std::string>& arguments, std::chrono::milliseconds patience);

}  // namespace breakeven::os
