#include "cli/help.hpp"

#include <sstream>

namespace breakeven::cli {

namespace {

/// Its words in lines of up to `columns`; each line of it begins a new one.
std::string wrapped(const std::string& text, std::size_t columns) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (!result.empty()) result += '\n';
    std::istringstream words(line);
    std::size_t column = 0;
    for (std::string word; words >> word;) {
      if (column > 0) result += column + 1 + word.size() > columns ? '\n' : ' ';
      column = result.ends_with('\n') ? word.size() : column + (column > 0 ? 1 : 0) + word.size();
      result += word;
    }
  }
  return result;
}

}  // namespace

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
  return wrapped(option->get_description(), line_columns - name_columns);  // CLI11 indents what follows
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
  const std::string text = wrapped(app->get_description(), line_columns);
  return text.empty() ? text : text + '\n';
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  std::ostringstream out;
  CLI::detail::format_help(out, command->get_display_name(true),
                           wrapped(command->get_description(), line_columns - name_columns), name_columns);
  return out.str();
}

std::string help_text(const CLI::App& top) {
  std::string text = top.help();
  // CLI11 ends and begins every group with an empty line.
  for (std::size_t at; (at = text.find("\n\n\n")) != std::string::npos;) text.erase(at, 1);
  return text;
}

}  // namespace breakeven::cli
