#include "report/page.hpp"

#include <ranges>

namespace breakeven::report {
namespace {

constexpr int columns_of_file = 120;
constexpr std::string_view indent = "  ";

std::string wrapped_line(std::string_view line, int columns) {
  std::string text;
  int at = 0;
  for (const auto part : line | std::views::split(' ')) {
    const std::string_view word(part.begin(), part.end());
    const int width = display_width(word);
    if (at > 0 && at + 1 + width > columns) {
      text.append("\n").append(indent);
      at = static_cast<int>(indent.size());
    } else if (!text.empty()) {
      text += ' ';
      ++at;
    }
    text += word;
    at += width;
  }
  return text;
}

}  // namespace

int columns_of_page(const Appearance& appearance) { return appearance.terminal ? appearance.columns : columns_of_file; }

std::string wrapped(std::string_view text, const Appearance& appearance) {
  if (text.empty()) return {};
  const int columns = columns_of_page(appearance);
  std::string lines;
  for (const auto part : text | std::views::split('\n')) {
    const std::string_view line(part.begin(), part.end());
    lines += display_width(line) > columns ? wrapped_line(line, columns) : std::string(line);
    lines += '\n';
  }
  lines.pop_back();  // of what follows the last newline
  return lines;
}

}  // namespace breakeven::report
