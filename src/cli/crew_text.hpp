// Crews as words: in one of them, where a command needs a second crew, and as people call them.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace breakeven::cli {

/// "serial", "threads:4", "fork:4:pipe" (a way to share), "hybrid:8:2" (threads per rank). Throws UsageError.
CrewRequest parse_crew(const std::string& text);

/// As reports name it: "4 threads".
std::string label_of(const CrewOptions& crew);

}  // namespace breakeven::cli
