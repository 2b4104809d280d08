#include "report/page.hpp"

#include <ranges>
#include <vector>

namespace breakeven::report {
namespace {

constexpr int columns_of_file = 120;
constexpr std::string_view indent = "  ";

bool ends_in_digit(std::string_view text) { return !text.empty() && text.back() >= '0' && text.back() <= '9'; }

bool stay_together(std::string_view before, std::string_view word) {
  return ends_in_digit(before) || word == "=" || before.ends_with(" =");
}

/// What stays in one line: words, numbers with their units, and "n = 1e6".
std::vector<std::string> pieces_of(std::string_view line) {
  std::vector<std::string> pieces;
  for (const auto part : line | std::views::split(' ')) {
    const std::string_view word(part.begin(), part.end());
    if (!pieces.empty() && stay_together(pieces.back(), word)) {
      pieces.back().append(" ").append(word);
    } else {
      pieces.emplace_back(word);
    }
  }
  return pieces;
}

std::string wrapped_line(std::string_view line, int columns) {
  std::string text;
  int at = 0;
  for (const std::string& piece : pieces_of(line)) {
    const int width = display_width(piece);
    if (at > 0 && at + 1 + width > columns) {
      text.append("\n").append(indent);
      at = static_cast<int>(indent.size());
    } else if (!text.empty()) {
      text += ' ';
      ++at;
    }
    text += piece;
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
