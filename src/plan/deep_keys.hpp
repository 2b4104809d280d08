// Keys of more dots than the parser can follow: it goes as deep as they do, and its tables end recursively.
#pragma once

#include <string_view>

namespace breakeven::plan {

/// Throws Mistake for a dotted key of more than 64 dots in a TOML text, at one dot too many.
void refuse_deep_keys(std::string_view text);

}  // namespace breakeven::plan
