// Completion of command lines by the shell.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace breakeven::cli {

/// A bash script that completes commands, options and their values; made from the command tree, so it never lags
/// behind.
std::string bash_completion(const CLI::App& top);

}  // namespace breakeven::cli
