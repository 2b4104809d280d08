#include "cli/command_options.hpp"

#include <algorithm>
#include <iterator>

#include "cli/literal_words.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"
#include "core/duration_text.hpp"
#include "core/seconds.hpp"

namespace breakeven::cli {
namespace {

double parse_timeout(const std::string& text) {
  const Duration timeout = parse_duration(text);
  if (timeout == Duration{}) throw UsageError("0 s leave no time; leave it out for no limit");
  return in_seconds(timeout);
}

void add_placeholder(const std::string& text, Placeholders& placeholders) {
  const std::size_t at = text.find('=');
  if (at == std::string::npos || at == 0) {
    throw UsageError(fmt::format("--set: '{}' should be like NAME=VALUE", text));
  }
  placeholders.push_back({text.substr(0, at), text.substr(at + 1)});
}

/// An option that can be given several times, with one value each.
CLI::Option* add_each(CLI::App& app, const std::string& names, std::vector<std::string>& values,
                      const std::string& description) {
  return app.add_option(names, values, description)->allow_extra_args(false)->group(job_group);
}

void add_side_commands(CLI::App& app, CommandOptions& options) {
  add_value(app, "--prepare", options.prepare, as_text, "Run this before each run; not timed")
      ->type_name("COMMAND")
      ->group(job_group);
  add_value(app, "--conclude", options.conclude, as_text, "Run this after each run; not timed")
      ->type_name("COMMAND")
      ->group(job_group);
  add_value(app, "--cleanup", options.clean_up, as_text,
            "Run this once after all runs; in a study after those of each launch")
      ->type_name("COMMAND")
      ->group(job_group);
  app.add_flag("--shell", options.shell, "Give the commands to sh: pipes, variables and redirections work")
      ->group(job_group);
}

void add_findings(CLI::App& app, CommandOptions& options) {
  add_each(app, "--figure", options.figures,
           "A number to find in the command's standard output, by a regular expression (its first group) or a JSON "
           "pointer, as pi=json:/pi; can be given several times")
      ->type_name("NAME=PATTERN");
  add_each(app, "--phase", options.phases,
           "Seconds that the command tells it spent in a phase, found as by --figure: work=json:/seconds. Of one that "
           "tells its work the rest is start. start, send, work, talk, check, collect; can be given several times")
      ->type_name("PHASE=PATTERN");
  add_value(app, "--answer", options.answer, as_text,
            "Pattern, as for --figure, of what must be the same in all runs of the same parameters")
      ->type_name("PATTERN")
      ->group(job_group);
}

void add_words(CLI::App& app, CommandOptions& options) {
  const auto take_words = [&options](const std::vector<std::string>& words) {
    std::ranges::transform(words, std::back_inserter(options.words), as_typed);
  };
  app.add_option_function<std::vector<std::string>>(
         "command", take_words,
         "After --: the program and its arguments. {n}, {seed}, {workers}, {ranks}, {threads}, {nodes}, "
         "{ranks_per_node} and what --set names are filled in, here and in the other commands. What it leaves running "
         "in the background is killed when it ends")
      ->type_name("COMMAND ...");
  app.add_option_function<std::vector<std::string>>(
         "--set",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) add_placeholder(text, options.set);
         },
         "What {NAME} stands for; can be given several times")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group(job_group);
}

}  // namespace

void add_command_options(CLI::App& app, CommandOptions& options) {
  add_words(app, options);
  add_value(
      app, "-n,--size", options.size, [](const std::string& text) { return parse_count(text); },
      "Problem size, for {n}: 1e9, 10M (k M G T), 2^30")
      ->type_name("N")
      ->default_str(std::to_string(options.size))
      ->group(job_group);
  add_seed(app, options.seed);
  add_value(app, "--launcher", options.launcher, as_text,
            "Run the command under mpirun or srun, with these ranks and nodes, or behind other words")
      ->type_name("WORDS")
      ->group(job_group);
  add_side_commands(app, options);
  add_findings(app, options);
  add_value(app, "--timeout", options.timeout_seconds, parse_timeout,
            "End a run after so long, like 90s or 1h; it has then failed. Also for each of the other commands")
      ->type_name("TIME")
      ->group(job_group);
  app.add_flag("--ignore-failure", options.ignore_failure, "An exit code other than 0 is no failure")->group(job_group);
}

}  // namespace breakeven::cli
