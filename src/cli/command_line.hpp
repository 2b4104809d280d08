// From argv to one value that says what to do.
#pragma once

#include <string>
#include <variant>

#include "cli/options.hpp"

namespace breakeven::cli {

/// Help, version, completion or manual: to be printed, nothing else.
struct ShowText {
  std::string text;
};

using Command = std::variant<ShowText, RunOptions, CompareOptions, InfoOptions>;

/// Throws UsageError "pi: -n: 'abc' is no count; ...", one line. Looks at no file.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace breakeven::cli
