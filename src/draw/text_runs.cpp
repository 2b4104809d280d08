#include "draw/text_runs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace breakeven::draw {
namespace {

struct Raised {
  std::string_view character;
  std::string_view plain;
};
constexpr std::array raised_characters{Raised{"⁰", "0"}, Raised{"¹", "1"}, Raised{"²", "2"}, Raised{"³", "3"},
                                       Raised{"⁴", "4"}, Raised{"⁵", "5"}, Raised{"⁶", "6"}, Raised{"⁷", "7"},
                                       Raised{"⁸", "8"}, Raised{"⁹", "9"}, Raised{"⁻", "−"}};

void append(std::string_view text, bool raised, std::vector<TextRun>& runs) {
  if (runs.empty() || runs.back().raised != raised) runs.push_back({"", raised});
  runs.back().text += text;
}

}  // namespace

std::vector<TextRun> text_runs(std::string_view text) {
  std::vector<TextRun> runs;
  while (!text.empty()) {
    const auto* raised =
        std::ranges::find_if(raised_characters, [&](const Raised& each) { return text.starts_with(each.character); });
    const bool is_raised = raised != raised_characters.end();
    append(is_raised ? raised->plain : text.substr(0, 1), is_raised, runs);
    text.remove_prefix(is_raised ? raised->character.size() : 1);
  }
  return runs;
}

}  // namespace breakeven::draw
