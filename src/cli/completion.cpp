#include "cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <array>
#include <vector>

#include "breakeven/crew.hpp"
#include "kernels/key_inputs.hpp"
#include "kernels/key_type.hpp"
#include "kernels/ordered_key.hpp"

namespace breakeven::cli {
namespace {

template <class Range>
std::string words_of(const Range& values) {
  std::vector<std::string_view> names;
  for (const auto value : values) names.push_back(to_string(value));
  return fmt::format("{}", fmt::join(names, " "));
}

bool is_shown(const CLI::App* command) { return !command->get_group().empty(); }

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return is_shown(command); });
}

/// Commands and options that may follow `app`.
std::string words_after(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* command : commands_of(app)) words.push_back(command->get_name());
  for (const CLI::Option* option : app.get_options([](const CLI::Option* one) { return !one->get_group().empty(); })) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
    for (const std::string& name : option->get_snames()) words.push_back("-" + name);
  }
  return fmt::format("{}", fmt::join(words, " "));
}

void add_cases(const CLI::App& app, const std::string& path, std::string& cases) {
  cases += fmt::format("    '{}') words='{}' ;;\n", path, words_after(app));
  for (const CLI::App* command : commands_of(app)) {
    add_cases(*command, path.empty() ? command->get_name() : path + ' ' + command->get_name(), cases);
  }
}

/// Every path of commands, as a pattern: pi|sort|compare|'compare pi'|...
void add_paths(const CLI::App& app, const std::string& path, std::vector<std::string>& paths) {
  for (const CLI::App* command : commands_of(app)) {
    const std::string longer = path.empty() ? command->get_name() : path + ' ' + command->get_name();
    paths.push_back(longer);
    add_paths(*command, longer, paths);
  }
}

}  // namespace

std::string bash_completion(const CLI::App& top) {
  std::string cases;
  add_cases(top, "", cases);
  std::vector<std::string> paths;
  add_paths(top, "", paths);
  constexpr std::array orders{kernels::FloatOrder::numpy, kernels::FloatOrder::total};
  return fmt::format(
      R"(# bash completion for {name}; source it, or install it as {name} in bash-completion's directory
_{name}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path='' word words=''
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "${{path:+$path }}$word" in
      '{paths}') path="${{path:+$path }}$word" ;;
    esac
  done
  case "$previous" in
    --kind) words='{kinds}' ;;
    --kinds) words='all {kinds}' ;;
    --type) words='{types}' ;;
    --input) words='{inputs}' ;;
    --float-order) words='{orders}' ;;
    --record|-o|--output) COMPREPLY=($(compgen -f -- "$current")); return ;;
    *) case "$path" in
{cases}    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _{name} {name}
)",
      fmt::arg("name", top.get_name()), fmt::arg("paths", fmt::join(paths, "'|'")),
      fmt::arg("kinds", words_of(all_crew_kinds)), fmt::arg("types", words_of(kernels::all_key_types)),
      fmt::arg("inputs", words_of(kernels::all_key_inputs)), fmt::arg("orders", words_of(orders)),
      fmt::arg("cases", cases));
}

}  // namespace breakeven::cli
