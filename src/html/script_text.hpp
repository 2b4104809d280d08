// JSON inside of HTML.
#pragma once

#include <string>
#include <string_view>

namespace breakeven::html {

/// `json` as the content of a <script> element, of the same meaning: <, > and &, which could end the element or begin a
/// comment in it, and U+2028 and U+2029, which end lines of JavaScript, as escapes (\u003c). In JSON they are in texts
/// only. O(n).
std::string script_text(std::string_view json);

}  // namespace breakeven::html
