// How wide what is printed may be: as the terminal, or as people like to read a file.
#pragma once

#include <string>
#include <string_view>

#include "report/appearance.hpp"

namespace breakeven::report {

int columns_of_page(const Appearance& appearance);

/// `text` with lines that are too wide broken at blanks; what follows is indented. A word is never
/// broken, nor a number from its unit.
std::string wrapped(std::string_view text, const Appearance& appearance);

}  // namespace breakeven::report
