// Sizes that a search chooses itself, as people would: tables and messages can then tell them in full.
#pragma once

#include <cstdint>

namespace breakeven::search {

enum class Rounding : std::uint8_t { nearest, down, up };

/// To three digits; 1 at least. `size` is above 0.
std::uint64_t readable_size(double size, Rounding rounding = Rounding::nearest);

}  // namespace breakeven::search
