// What the program says, and where.
#pragma once

#include <string>
#include <string_view>

#include "breakeven/trial.hpp"

namespace breakeven::cli {

/// To standard output, at once. Throws Error when it cannot be written (a full disk, say).
void print(std::string_view text);

/// "PROGRAM: MESSAGE" as one line on standard error.
void complain(std::string_view message);

/// That a trial failed, and why.
void complain_about(const Trial& trial);

}  // namespace breakeven::cli
