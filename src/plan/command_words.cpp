#include "plan/command_words.hpp"

#include <algorithm>
#include <string_view>

namespace breakeven::plan {
namespace {

bool is_plain(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || std::string_view("@%+=:,./_{}-").find(c) != std::string_view::npos;
}

std::string in_quotes(const std::string& word) {
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'') {
      text += "'\\''";
    } else {
      text += c;
    }
  }
  return text + "'";
}

}  // namespace

std::string command_line_of(std::span<const std::string> words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + in_quotes(word);
  return line;
}

}  // namespace breakeven::plan
