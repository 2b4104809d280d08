// The manual page.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace breakeven::cli {

/// Section 1, in roff's man macros, made from the command tree.
std::string manual_page(const CLI::App& top);

}  // namespace breakeven::cli
