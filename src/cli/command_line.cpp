#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>

#include "breakeven/error.hpp"
#include "cli/build_info.hpp"
#include "cli/completion.hpp"
#include "cli/help.hpp"
#include "cli/manual.hpp"
#include "cli/option_groups.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* description =
    "When does it pay to go parallel, and with which kind of worker? Runs one job with serial code, threads, "
    "processes\n"
    "and MPI ranks, checks that all answers are the same, and shows where the time went.";

constexpr const char* top_examples =
    "Examples:\n"
    "  breakeven pi -n 1e9                         threads on all processors against serial\n"
    "  mpirun -n 8 breakeven pi -n 1e9             8 ranks, then 8 threads, then serial\n"
    "  mpirun -n 8 breakeven sort in.h5:/keys -o out.h5:/keys\n"
    "  breakeven compare pi -n 1e8 -p 1,2,4,8      every kind of worker, with intervals\n"
    "  breakeven info                              this machine and this build\n";

constexpr const char* pi_examples =
    "Examples:\n"
    "  breakeven pi -n 1e9 --kind fork -p 4        four forked processes\n"
    "  breakeven pi --error 1e-6                   as many samples as that takes\n"
    "  mpirun -n 8 breakeven pi -n 2^33 --json     ranks; also under srun --mpi=pmix\n";

constexpr const char* sort_examples =
    "Examples:\n"
    "  breakeven sort -n 1e8 --type uint64 --input zipf\n"
    "  breakeven sort in.h5:/keys -o out.h5:/keys --kind mpi -p 4\n"
    "  mpirun -n 8 breakeven sort in.h5:/keys -o out.h5:/keys --overwrite\n";

constexpr const char* compare_examples =
    "Examples:\n"
    "  breakeven compare pi -n 1e8 -p 1,2,4,8 --record pi.h5\n"
    "  breakeven compare sort -n 1e7 -p 2 --kinds threads,fork,mpi -r 15\n"
    "  breakeven compare sort in.h5:/keys -p 4     reads and sorts; writes nothing\n";

CLI::App* add_command(CLI::App& parent, const char* name, const char* what, const char* examples) {
  CLI::App* command = parent.add_subcommand(name, what);
  command->footer(examples);
  command->set_version_flag("--version", fmt::format("breakeven {}", build_info().version),
                            "Print the version and exit");
  return command;
}

void add_run_options(CLI::App& command, RunOptions& options) {
  command
      .add_flag_callback(
          "--no-compare", [&options] { options.compare = false; },
          "Run only this crew, not threads and serial after it")
      ->group("Workers");
  command.add_flag("--verbose", options.verbose, "Show as well how much the workers of each crew talked")
      ->group("Results");
}

// The callback of a command owns what its options fill.

void add_pi(CLI::App& top, Command& result) {
  CLI::App* command = add_command(top, "pi", "Estimate pi from random points: nothing but arithmetic", pi_examples);
  const auto options = std::make_shared<RunOptions>();
  PiOptions& job = options->job.emplace<PiOptions>();
  add_pi_options(*command, job);
  add_crew_options(*command, options->crew);
  add_run_options(*command, *options);
  add_result_options(*command, options->results);
  command->callback([options, &result] { result = *options; });
}

void add_sort(CLI::App& top, Command& result) {
  CLI::App* command =
      add_command(top, "sort", "Sort keys, generated or from an HDF5 file: data on the move", sort_examples);
  const auto options = std::make_shared<RunOptions>();
  SortOptions& job = options->job.emplace<SortOptions>();
  add_sort_options(*command, job);
  add_crew_options(*command, options->crew);
  add_run_options(*command, *options);
  add_sort_output_options(*command, job);
  add_result_options(*command, options->results);
  command->callback([options, command, &job, &result] {
    check_sort_options(*command, job);
    result = *options;
  });
}

void add_compare(CLI::App& top, Command& result) {
  CLI::App* compare = add_command(
      top, "compare", "Run one job with every kind and number of workers, several times each", compare_examples);
  compare->require_subcommand(1);

  CLI::App* pi = add_command(*compare, "pi", "Compare workers that estimate pi", compare_examples);
  const auto pi_options = std::make_shared<CompareOptions>();
  add_pi_options(*pi, pi_options->job.emplace<PiOptions>());
  add_comparison_options(*pi, *pi_options);
  add_result_options(*pi, pi_options->results);
  pi->callback([pi_options, &result] { result = *pi_options; });

  CLI::App* sort = add_command(*compare, "sort", "Compare workers that sort", compare_examples);
  const auto sort_options = std::make_shared<CompareOptions>();
  SortOptions& job = sort_options->job.emplace<SortOptions>();
  add_sort_options(*sort, job);
  add_comparison_options(*sort, *sort_options);
  add_result_options(*sort, sort_options->results);
  sort->callback([sort_options, sort, &job, &result] {
    check_sort_options(*sort, job);
    result = *sort_options;
  });
}

void add_info(CLI::App& top, Command& result) {
  CLI::App* command = add_command(top, "info", "Show what this machine and this build are", "");
  const auto options = std::make_shared<InfoOptions>();
  command->add_flag("--json", options->json, "Print it as JSON");
  command->callback([options, &result] { result = *options; });
}

void add_texts(CLI::App& top, Command& result) {
  CLI::App* completion = add_command(top, "completion", "Print a completion script for a shell",
                                     "Example:\n  source <(breakeven completion bash)\n");
  completion->require_subcommand(1);
  completion->add_subcommand("bash", "For bash")->callback([&top, &result] {
    result = ShowText{bash_completion(top)};
  });
  CLI::App* manual = add_command(top, "manual", "Print the manual page in roff", "");
  manual->group("");  // for the build, not for users
  manual->callback([&top, &result] { result = ShowText{manual_page(top)}; });
}

std::unique_ptr<CLI::App> make_tree(Command& result) {
  auto top = std::make_unique<CLI::App>(description, "breakeven");
  top->set_version_flag("--version", fmt::format("breakeven {}", build_info().version), "Print the version and exit");
  top->footer(top_examples);
  top->require_subcommand(1);
  top->formatter(std::make_shared<HelpFormatter>());
  add_pi(*top, result);
  add_sort(*top, result);
  add_compare(*top, result);
  add_info(*top, result);
  add_texts(*top, result);
  return top;
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

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// CLI11's message in this program's words.
UsageError explain(const CLI::ParseError& error, const CLI::App& top) {
  const std::string path = command_path(top);
  const std::string hint = fmt::format("(see breakeven{}{} --help)", path.empty() ? "" : " ", path);
  const std::string where = path.empty() ? "" : path + ": ";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const auto unknown = top.remaining(true);
    if (!unknown.empty()) return UsageError(fmt::format("{}there is no command '{}' {}", where, unknown.front(), hint));
    const char* choices = path.empty() ? "pi, sort, compare or info" : path == "compare" ? "pi or sort" : "bash";
    return UsageError(fmt::format("{}say what to do: {} {}", where, choices, hint));
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    // "The following argument was not expected: x", or arguments and were.
    const std::string text = one_line(error.what());
    return UsageError(fmt::format("{}not understood: {} {}", where, text.substr(text.find(": ") + 2), hint));
  }
  return UsageError(fmt::format("{}{} {}", where, one_line(error.what()), hint));
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  Command result;
  const auto top = make_tree(result);
  try {
    top->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return ShowText{help_text(*top)};
  } catch (const CLI::CallForVersion& version) {
    return ShowText{std::string(version.what()) + '\n'};
  } catch (const CLI::ParseError& error) {
    throw explain(error, *top);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", command_path(*top), error.what()));
  }
  return result;
}

}  // namespace breakeven::cli
