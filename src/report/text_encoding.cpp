#include "report/text_encoding.hpp"

#include <algorithm>
#include <cstddef>

namespace breakeven::report {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD
constexpr std::string_view markup = "\\`*_[]<>|&~#$";

/// How many bytes the well-formed character at the front takes (Unicode, table 3-7); 0 for none.
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto within = [&](std::size_t i, unsigned low, unsigned high) { return low <= byte(i) && byte(i) <= high; };
  const auto continues = [&](std::size_t i) { return within(i, 0x80, 0xbf); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    return within(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) && continues(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    return within(1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

bool plain(char c) { return c > 0 && c < 0x7f; }

}  // namespace

std::string valid_utf8(std::string_view text) {
  if (std::ranges::all_of(text, plain)) return std::string(text);
  std::string valid;
  while (!text.empty()) {
    const std::size_t bytes = text.front() == '\0' ? 0 : character_bytes(text);
    valid += bytes == 0 ? replacement : text.substr(0, bytes);
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return valid;
}

std::string markdown_text(std::string_view text) {
  std::string escaped;
  for (const char c : valid_utf8(text)) {
    const bool control = (c >= 0 && c < 0x20) || c == 0x7f;
    if (c == '\n' || c == '\r' || c == '\t') {
      escaped += ' ';
    } else if (control) {
      escaped += replacement;
    } else {
      if (markup.find(c) != std::string_view::npos) escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace breakeven::report
