#include "cli/help.hpp"

#include <sstream>

namespace breakeven::cli {

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
  std::istringstream in(option->get_description());
  std::string text;
  std::size_t column = 0;
  for (std::string word; in >> word;) {
    if (column > 0 && column + 1 + word.size() > line_columns - name_columns) {
      text += '\n';  // CLI11 indents what follows
      column = 0;
    } else if (column > 0) {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
  }
  return text;
}

std::string help_text(const CLI::App& top) {
  std::string text = top.help();
  // CLI11 ends and begins every group with an empty line.
  for (std::size_t at; (at = text.find("\n\n\n")) != std::string::npos;) text.erase(at, 1);
  return text;
}

}  // namespace breakeven::cli
