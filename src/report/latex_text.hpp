// Text that users and their programs made, as LaTeX typesets it.
#pragma once

#include <string>
#include <string_view>

namespace breakeven::report {

/// UTF-8 as it stands in LaTeX's text: nothing of it is a command. Compiles by every engine with no package: of
/// characters beyond ASCII those stay that pdfLaTeX knows by itself (accented Latin letters), the symbols of this
/// program become mathematics, and others are named, as "[U+4E2D]". Newlines and controls are blanks.
std::string latex_text(std::string_view utf8);

}  // namespace breakeven::report
