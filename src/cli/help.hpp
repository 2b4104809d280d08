// What --help prints.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>
#include <string>

namespace breakeven::cli {

/// CLI11's layout, with descriptions wrapped instead of running out of the terminal.
class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(name_columns); }
  std::string make_option_desc(const CLI::Option* option) const override;
  std::string make_description(const CLI::App* app) const override;
  std::string make_subcommand(const CLI::App* command) const override;

 private:
  static constexpr std::size_t name_columns = 30;
  static constexpr std::size_t line_columns = 100;
};

/// Of the command that the command line named.
std::string help_text(const CLI::App& top);

}  // namespace breakeven::cli
