// A command as the list of its words or as one line, as a shell splits it; plans may have either.
#pragma once

#include <span>
#include <string>

namespace breakeven::plan {

/// One line that a POSIX shell would split into these words again. Words of letters, digits and @%+=:,./_{}- stay as
/// they are, others are put in single quotes.
std::string command_line_of(std::span<const std::string> words);

}  // namespace breakeven::plan
