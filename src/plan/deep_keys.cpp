#include "plan/deep_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "plan/place.hpp"

namespace breakeven::plan {
namespace {

constexpr int deepest_key = 64;

/// Behind the text in quotes that begins there.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string thrice(3, quote);
  const bool multiline = text.substr(at).starts_with(thrice);
  const std::string end = multiline ? thrice : std::string(1, quote);
  for (at += end.size(); at < text.size() && !text.substr(at).starts_with(end); ++at) {
    if (text[at] == '\n' && !multiline) return at;  // it is not closed: the parser goes no further
    if (text[at] == '\\' && quote == '"') ++at;
  }
  at = std::min(at + end.size(), text.size());
  return multiline ? std::min(text.find_first_not_of(quote, at), text.size()) : at;  // its last letters may be quotes
}

/// Behind the comment or the text in quotes that begins there; `at` when none does.
std::size_t behind_what_is_no_key(std::string_view text, std::size_t at) {
  if (text[at] == '#') return std::min(text.find('\n', at), text.size());
  return text[at] == '"' || text[at] == '\'' ? behind_quotes(text, at) : at;
}

Place place_behind(std::string_view text) {
  const auto line_ends = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  return {line_ends + 1, letters_in(text.substr(text.rfind('\n') + 1)) + 1};
}

}  // namespace

void refuse_deep_keys(std::string_view text) {
  int dots = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = behind_what_is_no_key(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    const char c = text[at];
    const bool second_dot = at > 0 && text[at - 1] == '.';
    if (c == '.') dots = second_dot ? 0 : dots + 1;  // two in a row are no key
    if (c == '=' || c == ',' || c == '\n') dots = 0;
    if (dots > deepest_key) {
      throw Mistake(place_behind(text.substr(0, at)),
                    fmt::format("more than {} dots; keys are not so deep", deepest_key));
    }
    ++at;
  }
}

}  // namespace breakeven::plan
