#include "report/appearance.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include <fmt/format.h>

namespace breakeven::report {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

/// Asking setlocale() would read the locale's files on every start.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(environment(name));
    if (value.empty()) continue;
    std::ranges::transform(value, value.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

struct Substitute {
  std::string_view symbol;
  std::string_view ascii;
};
constexpr std::array substitutes{
    Substitute{"π", "pi"}, Substitute{"±", "+/-"}, Substitute{"×", "x"}, Substitute{"µ", "u"},  Substitute{"–", "-"},
    Substitute{"─", "-"},  Substitute{"│", "|"},   Substitute{"┼", "+"}, Substitute{"…", ".."}, Substitute{"≈", "~"},
    Substitute{"◀", "<-"}, Substitute{"█", "#"},   Substitute{"░", "."}, Substitute{"−", "-"},  Substitute{"┤", "+"},
    Substitute{"└", "+"},  Substitute{"┬", "+"},   Substitute{"▓", "="}, Substitute{"▒", "+"},
};

struct Decoded {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first code point; a malformed byte counts as itself, so that nothing is ever lost.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (bytes == 1 || text.size() < bytes) return {lead, 1};
  char32_t code = lead & (0xffU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {lead, 1};
    code = code << 6 | (byte(i) & 0x3f);
  }
  return {code, bytes};
}

struct CodeRange {
  char32_t first;
  char32_t last;
};

template <std::size_t size>
bool contains(const std::array<CodeRange, size>& ranges, char32_t code) {
  return std::ranges::any_of(ranges, [&](const CodeRange& range) { return range.first <= code && code <= range.last; });
}

// Unicode 15, the blocks that matter in file names (EastAsianWidth.txt, general category Mn and Cf).
constexpr std::array wide_codes{CodeRange{0x1100, 0x115f},   CodeRange{0x2e80, 0x303e},   CodeRange{0x3041, 0xa4cf},
                                CodeRange{0xa960, 0xa97f},   CodeRange{0xac00, 0xd7a3},   CodeRange{0xf900, 0xfaff},
                                CodeRange{0xfe30, 0xfe6f},   CodeRange{0xff00, 0xff60},   CodeRange{0xffe0, 0xffe6},
                                CodeRange{0x1f300, 0x1f64f}, CodeRange{0x1f680, 0x1f6ff}, CodeRange{0x1f900, 0x1f9ff},
                                CodeRange{0x20000, 0x3fffd}};
constexpr std::array combining_codes{CodeRange{0x0300, 0x036f}, CodeRange{0x0483, 0x0489}, CodeRange{0x0591, 0x05bd},
                                     CodeRange{0x064b, 0x065f}, CodeRange{0x200b, 0x200f}, CodeRange{0x20d0, 0x20f0},
                                     CodeRange{0xfe00, 0xfe0f}, CodeRange{0xfe20, 0xfe2f}};

}  // namespace

Appearance appearance_of(int descriptor) {
  Appearance appearance;
  appearance.terminal = ::isatty(descriptor) == 1;
  const std::string_view term = environment("TERM");
  appearance.colour = appearance.terminal && environment("NO_COLOR").empty() && !term.empty() && term != "dumb";
  appearance.unicode = locale_is_utf8();
  winsize size{};
  if (appearance.terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    appearance.columns = size.ws_col;
  return appearance;
}

std::string toned(std::string_view text, Tone tone, const Appearance& appearance) {
  if (!appearance.colour || tone == Tone::plain) return std::string(text);
  constexpr std::array codes{"", "1", "2", "32", "31"};
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(tone)], text);
}

std::string inked(std::string_view text, int ink, const Appearance& appearance) {
  if (!appearance.colour || ink < 0) return std::string(text);
  constexpr std::array colours{245, 208, 74, 36, 167, 32, 175, 142};
  return fmt::format("\x1b[38;5;{}m{}\x1b[0m", colours.at(static_cast<std::size_t>(ink) % colours.size()), text);
}

std::string shown(std::string_view utf8, const Appearance& appearance) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const Decoded first = decode(utf8);
    const std::string_view symbol = utf8.substr(0, first.bytes);
    utf8.remove_prefix(first.bytes);
    const bool control = (first.code < 0x20 && first.code != '\n') || (first.code >= 0x7f && first.code < 0xa0);
    const auto* substitute = std::ranges::find(substitutes, symbol, &Substitute::symbol);
    if (control) {
      out += '?';
    } else if (!appearance.unicode && substitute != substitutes.end()) {
      out += substitute->ascii;
    } else {
      out += symbol;
    }
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const Decoded first = decode(utf8);
    utf8.remove_prefix(first.bytes);
    if (!contains(combining_codes, first.code)) width += contains(wide_codes, first.code) ? 2 : 1;
  }
  return width;
}

}  // namespace breakeven::report
