// Text as it is set: raised digits (10⁸) are ordinary ones, smaller and higher, since few fonts have all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breakeven::draw {

struct TextRun {
  std::string text;
  bool raised = false;
};

/// `text` is UTF-8.
std::vector<TextRun> text_runs(std::string_view text);

}  // namespace breakeven::draw
