// A crew in one word, where a command needs a second one.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace breakeven::cli {

/// "serial", "threads:4", "fork:4:pipe" (a way to share), "hybrid:8:2" (threads per rank). Throws UsageError.
CrewRequest parse_crew(const std::string& text);

}  // namespace breakeven::cli
