// Command lines as text, split as a shell splits them but never given to one: nothing is expanded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breakeven {

/// Words are separated by blanks; 'quotes' keep everything, "quotes" all but \" and \\, a backslash the next character.
/// Throws UsageError for a quote that is not closed.
std::vector<std::string> split_shell_words(std::string_view text);

/// The text that splits into these words, in sh as well; quoted only where that is needed.
std::string join_shell_words(const std::vector<std::string>& words);

}  // namespace breakeven
