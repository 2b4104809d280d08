// Words in SVG files, which cairo has no way to write.
#pragma once

#include <string>
#include <string_view>

#include "draw/words.hpp"

namespace breakeven::draw {

/// `svg` with title and desc as its first children, which is where readers of screens look.
std::string with_words_in_svg(std::string_view svg, const Words& words);

}  // namespace breakeven::draw
