// From argv to what is to be done.
#pragma once

#include "cli/application.hpp"
#include "cli/commands.hpp"

namespace breakeven::cli {

/// Throws UsageError "pi: -n: 'abc' is no count; ...", one line. Looks at no file.
Command parse_command_line(const Application& application, int argc, const char* const* argv);

}  // namespace breakeven::cli
