// Words in PNG files, which cairo has no way to write.
#pragma once

#include <string>
#include <string_view>

#include "draw/words.hpp"

namespace breakeven::draw {

/// `png` with its resolution, title and description (PNG specification, chunks pHYs and iTXt), after its header.
std::string with_words_in_png(std::string_view png, const Words& words, double dots_per_inch);

}  // namespace breakeven::draw
