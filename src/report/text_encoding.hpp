// Text that users and their programs made, as other programs can read it.
#pragma once

#include <string>
#include <string_view>

namespace breakeven::report {

/// `text` with U+FFFD for every byte that is not part of well-formed UTF-8 (RFC 3629), and for NUL, which ends the text
/// for many readers.
std::string valid_utf8(std::string_view text);

/// As it stands in a line of GitHub's Markdown: nothing of it is markup, control characters are U+FFFD and newlines
/// blanks.
std::string markdown_text(std::string_view text);

}  // namespace breakeven::report
