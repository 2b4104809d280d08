#include "html/script_text.hpp"

#include <array>

namespace breakeven::html {
namespace {

struct Escape {
  std::string_view text;
  std::string_view escaped;
};
constexpr std::array escapes{Escape{"<", "\\u003c"}, Escape{">", "\\u003e"}, Escape{"&", "\\u0026"},
                             Escape{"\xe2\x80\xa8", "\\u2028"}, Escape{"\xe2\x80\xa9", "\\u2029"}};

/// Of what `json` begins with: one of them, or its first byte as it is.
Escape escape_at(std::string_view json) {
  for (const Escape& escape : escapes) {
    if (json.starts_with(escape.text)) return escape;
  }
  return {json.substr(0, 1), json.substr(0, 1)};
}

}  // namespace

std::string script_text(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  while (!json.empty()) {
    const Escape next = escape_at(json);
    result += next.escaped;
    json.remove_prefix(next.text.size());
  }
  return result;
}

}  // namespace breakeven::html
