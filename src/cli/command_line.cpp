#include "cli/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>

#include "breakeven/error.hpp"
#include "cli/build_info.hpp"
#include "cli/help.hpp"
#include "cli/literal_words.hpp"

namespace breakeven::cli {
namespace {

std::string version_of(const Application& application) {
  const std::string ours = fmt::format("breakeven {}", build_info().version);
  return application.name == "breakeven" ? ours : fmt::format("{} (with {})", application.name, ours);
}

std::unique_ptr<CLI::App> make_tree(const Application& application, Command& chosen) {
  auto top = std::make_unique<CLI::App>(application.description, application.name);
  top->set_version_flag("--version", version_of(application), "Print the version and exit");
  top->footer("Examples:\n" + application.examples);
  top->require_subcommand(1);
  top->formatter(std::make_shared<HelpFormatter>());
  for (const auto add : {add_job_commands, add_compare_command, add_find_command, add_overhead_command,
                         add_user_commands, add_study_command, add_submit_command, add_merge_command,
                         add_report_command, add_export_command, add_info_command, add_text_commands}) {
    add(*top, application, chosen);
  }
  return top;
}

/// As CLI11 takes them; what stands behind "--" is left alone.
std::vector<std::string> reversed_arguments(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto literal = std::ranges::find(arguments, "--");
  std::transform(literal, arguments.end(), literal, hidden_from_parser);
  std::ranges::reverse(arguments);
  return arguments;
}

/// "compare pi", as far as the command line has named commands.
std::string command_path(const CLI::App& top) {
  std::string path;
  for (const CLI::App* app = &top; !app->get_subcommands().empty();) {
    app = app->get_subcommands().back();
    path += (path.empty() ? "" : " ") + app->get_name();
  }
  return path;
}

/// The command that was named last, or the program.
const CLI::App& last_command(const CLI::App& top) {
  const CLI::App* app = &top;
  while (!app->get_subcommands().empty()) app = app->get_subcommands().back();
  return *app;
}

/// "pi, sort or compare".
std::string choices_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); })) {
    names.push_back(command->get_name());
  }
  if (names.size() < 2) return names.empty() ? "" : names.front();
  const std::string last = names.back();
  names.pop_back();
  return fmt::format("{} or {}", fmt::join(names, ", "), last);
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// CLI11's message in this program's words.
UsageError explain(const CLI::ParseError& error, const CLI::App& top) {
  const std::string path = command_path(top);
  const std::string hint = fmt::format("(see {}{}{} --help)", top.get_name(), path.empty() ? "" : " ", path);
  const std::string where = path.empty() ? "" : path + ": ";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !choices_of(last_command(top)).empty()) {
    const auto unknown = top.remaining(true);
    if (!unknown.empty()) return UsageError(fmt::format("{}there is no command '{}' {}", where, unknown.front(), hint));
    return UsageError(fmt::format("{}say what to do: {} {}", where, choices_of(last_command(top)), hint));
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    // "The following argument was not expected: x", or arguments and were.
    const std::string text = one_line(error.what());
    return UsageError(fmt::format("{}not understood: {} {}", where, text.substr(text.find(": ") + 2), hint));
  }
  const std::string text = one_line(error.what());
  constexpr std::string_view repeated = ": At Most 1 required";  // of an option that takes one value
  if (const auto at = text.find(repeated); at != std::string::npos) {
    return UsageError(fmt::format("{}{} can be given only once {}", where, text.substr(0, at), hint));
  }
  return UsageError(fmt::format("{}{} {}", where, text, hint));
}

}  // namespace

Command parse_command_line(const Application& application, int argc, const char* const* argv) {
  Command chosen;
  const auto top = make_tree(application, chosen);
  try {
    top->parse(reversed_arguments(argc, argv));
  } catch (const CLI::CallForHelp&) {
    return show(help_text(*top));
  } catch (const CLI::CallForVersion& version) {
    return show(std::string(version.what()) + '\n');
  } catch (const CLI::ParseError& error) {
    throw explain(error, *top);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", command_path(*top), error.what()));
  }
  return chosen;
}

}  // namespace breakeven::cli
