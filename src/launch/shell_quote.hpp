// Words of a shell script that mean what they say.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace breakeven::launch {

/// `word` as a POSIX shell has to see it to take it for one word, whatever it holds: spaces, quotes, line ends, $, a
/// leading ~. A word that begins with a dash is still an option to the program that gets it.
std::string shell_quote(std::string_view word);

/// Each word quoted, separated by spaces.
std::string shell_quote(std::span<const std::string> words);

/// `text` for a comment: on one line, without control characters.
std::string shell_comment(std::string_view text);

}  // namespace breakeven::launch
