#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "breakeven/error.hpp"
#include "cli/command_options.hpp"
#include "cli/standard_jobs.hpp"
#include "core/shell_words.hpp"
#include "launch/launch_command.hpp"
#include "os/command.hpp"
#include "os/process.hpp"
#include "plan/point.hpp"
#include "workloads/command.hpp"

namespace breakeven::cli {
namespace {

using Words = std::vector<std::string>;

/// What stands in front of a command to start its ranks.
Words launcher_words(const std::string& launcher, const CrewOptions& crew) {
  if (launcher == "srun") return {"srun", "-N", "{nodes}", "-n", "{ranks}", "-c", "{threads}"};
  return launcher == "mpirun" ? launch::mpirun_words(crew) : split_shell_words(launcher);
}

std::string spaced(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += text.empty() ? word : ' ' + word;
  return text;
}

/// A command with its placeholders filled in and ready to be run is another workload of the same name and parameters.
class FilledCommand final : public measure::StagedWorkload {
 public:
  explicit FilledCommand(workloads::CommandWorkload workload) : workload_(std::move(workload)) {}
  const AnyWorkload& workload() const override { return workload_; }
  void deliver() override {}

 private:
  AnyWorkload workload_;
};

class CommandJob final : public Job {
 public:
  explicit CommandJob(CommandOptions options) : options_(std::move(options)) {
    workload_.arguments = options_.words;
    workload_.parameters = describe();
    workload_.size = options_.size;
    workload_.figures = options_.figures;
    workload_.phases = options_.phases;
    workload_.answer = options_.answer;
    workload_.timeout_seconds = options_.timeout_seconds;
    workload_.ignore_failure = options_.ignore_failure;
    workload_.validate();
    check_names();
    const CrewOptions any;
    arguments(any);
    side_command("--prepare", options_.prepare, any);
    side_command("--conclude", options_.conclude, any);
    side_command("--cleanup", options_.clean_up, any);
  }

  std::string unit() const override { return "units"; }
  std::uint64_t memory_bytes(const CrewOptions& /*crew*/) const override { return 0; }

  measure::Task task() const override {
    measure::Task task{AnyWorkload(workload_), options_.seed};
    task.before = [this](const CrewOptions& crew) { run_aside("--prepare", options_.prepare, crew); };
    task.after = [this](const CrewOptions& crew) { run_aside("--conclude", options_.conclude, crew); };
    task.stage = [this](const CrewOptions& crew) {
      if (crew.kind != CrewKind::command) {
        throw UsageError(fmt::format("a command starts its own workers; {} cannot run it", to_string(crew.kind)));
      }
      workloads::CommandWorkload filled = workload_;
      filled.arguments = arguments(crew);
      return std::make_unique<FilledCommand>(std::move(filled));
    };
    return task;
  }

  void clean_up(const CrewOptions& crew) override { run_aside("--cleanup", options_.clean_up, crew); }

  std::string describe_answer(const Trial& trial) const override { return describe_figures(trial.answer); }

 private:
  std::string describe() const {
    std::string text = fmt::format("n={} seed={}", options_.size, options_.seed);
    for (const Placeholder& set : options_.set) text += fmt::format(" {}={}", set.name, set.value);
    if (!options_.launcher.empty()) text += fmt::format(" launcher={}", join_shell_words({options_.launcher}));
    if (options_.shell) text += " shell=true";
    return text + " command=" + join_shell_words(options_.words);
  }

  Placeholders placeholders(const CrewOptions& crew) const {
    Placeholders values{{"n", std::to_string(options_.size)}, {"seed", std::to_string(options_.seed)}};
    const Placeholders of_crew = placeholders_of(crew);
    values.insert(values.end(), of_crew.begin(), of_crew.end());
    values.insert(values.end(), options_.set.begin(), options_.set.end());
    return values;
  }

  void check_names() const {
    const Placeholders given = placeholders_of(CrewOptions{});
    for (const auto& [name, value] : options_.set) {
      if (name == "n" || name == "seed" || std::ranges::find(given, name, &Placeholder::name) != given.end()) {
        throw UsageError(fmt::format("--set: {} stands for something already; take another name", name));
      }
      if (name != plan::way_parameter && !is_used(name)) {
        throw UsageError(fmt::format("{0}: it is no option of a command, and none has {{{0}}} to be filled in", name));
      }
    }
  }

  bool is_used(const std::string& name) const {
    const auto has_it = [&name](const std::string& text) { return mentions(text, name); };
    return std::ranges::any_of(options_.words, has_it) || has_it(options_.prepare) || has_it(options_.conclude) ||
           has_it(options_.clean_up) || has_it(options_.launcher);
  }

  /// `what` is for messages.
  Words filled(const char* what, Words words, const CrewOptions& crew) const {
    const Placeholders values = placeholders(crew);
    try {
      for (std::string& word : words) word = fill_in(word, values);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("{}: {}", what, error.what()));
    }
    return words;
  }

  Words arguments(const CrewOptions& crew) const {
    Words words = launcher_words(options_.launcher, crew);
    if (options_.shell) {
      words.insert(words.end(), {"/bin/sh", "-c", spaced(options_.words)});
    } else {
      words.insert(words.end(), options_.words.begin(), options_.words.end());
    }
    return filled("command", std::move(words), crew);
  }

  Words side_command(const char* option, const std::string& text, const CrewOptions& crew) const {
    return filled(option, options_.shell ? Words{"/bin/sh", "-c", text} : split_shell_words(text), crew);
  }

  void run_aside(const char* option, const std::string& text, const CrewOptions& crew) const {
    if (text.empty()) return;
    const Words words = side_command(option, text, crew);
    const os::CommandResult result =
        os::run_command({.arguments = words, .timeout = workloads::command_timeout(options_.timeout_seconds)});
    if (result.timed_out) {
      throw Error(
          fmt::format("{}: {} was ended after {} s", option, join_shell_words(words), options_.timeout_seconds));
    }
    if (result.status.ok()) return;
    throw Error(fmt::format("{}: {} {}{}{}", option, join_shell_words(words), os::describe(result.status),
                            result.error_tail.empty() ? "" : ": ", result.error_tail));
  }

  CommandOptions options_;
  workloads::CommandWorkload workload_;
};

class CommandJobOptions final : public JobOptions {
 public:
  void add_to(CLI::App& app) override { add_command_options(app, options_); }
  std::unique_ptr<Job> make_job() const override { return std::make_unique<CommandJob>(options_); }

 private:
  CommandOptions options_;
};

}  // namespace

JobType command_job_type() {
  return {.name = "command",
          .description = "Run a command of yours several times, with what it takes and finds",
          .examples =
              "  breakeven command -n 1e6 -- ./app --size {n}\n"
              "  breakeven command --ranks 4 --launcher mpirun --figure 'pi=pi is ([0-9.]+)' -- ./pi {n}\n"
              "  breakeven command --shell --prepare 'rm -f out' -- 'sort {n}.txt | uniq > out'\n",
          .own_workers = true,
          .open = true,
          .options = [] { return std::make_unique<CommandJobOptions>(); }};
}

}  // namespace breakeven::cli
