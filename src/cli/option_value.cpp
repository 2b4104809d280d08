#include "cli/option_value.hpp"

#include "core/count.hpp"
#include "core/shell_words.hpp"

namespace breakeven::cli {

std::string typed_options(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options([](const CLI::Option* one) { return one->count() > 0; })) {
    words.push_back(option->get_name());
    const bool takes_a_value = option->get_items_expected_max() > 0;
    if (takes_a_value) words.insert(words.end(), option->results().begin(), option->results().end());
  }
  return join_shell_words(words);
}

void add_seed(CLI::App& app, std::uint64_t& seed) {
  add_value(app, "--seed", seed, parse_seed, "Of the random numbers; the same seed gives the same answer everywhere")
      ->type_name("N")
      ->default_str(std::to_string(seed))
      ->group(job_group);
}

}  // namespace breakeven::cli
