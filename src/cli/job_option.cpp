#include "cli/job_option.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cli/literal_words.hpp"
#include "core/shell_words.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* placeholder_option = "set";

std::vector<std::string> typed_words(const CLI::Option& option) {
  std::vector<std::string> words;
  std::ranges::transform(option.results(), std::back_inserter(words), as_typed);
  return words;
}

}  // namespace

bool is_size(const CLI::Option& option) {
  return std::ranges::find(option.get_snames(), size_name) != option.get_snames().end();
}

bool stands_in_for_the_size(const CLI::Option& option) {
  const auto excluded = option.get_excludes();
  return std::ranges::any_of(excluded, [](const CLI::Option* other) { return is_size(*other); });
}

bool is_for_placeholders(const CLI::Option& option) { return option.check_lname(placeholder_option); }

bool takes_several(const CLI::Option& option) { return option.get_expected_max() > 1; }

std::string name_in_plans(const CLI::Option& option) {
  if (is_size(option)) return size_name;
  return option.get_lnames().empty() ? option.get_name(true) : option.get_lnames().front();
}

plan::Parameters given_parameters(const std::vector<CLI::Option*>& options) {
  plan::Parameters parameters;
  for (const CLI::Option* option : options) {
    if (option->count() == 0) continue;
    if (is_for_placeholders(*option)) {
      for (const std::string& text : option->results()) {
        parameters.push_back({text.substr(0, text.find('=')), text.substr(text.find('=') + 1)});
      }
    } else if (takes_several(*option)) {
      parameters.push_back({name_in_plans(*option), join_shell_words(typed_words(*option))});
    } else {
      parameters.push_back({name_in_plans(*option), as_typed(option->results().back())});
    }
  }
  std::ranges::sort(parameters, {}, &plan::Parameter::name);
  return parameters;
}

}  // namespace breakeven::cli
