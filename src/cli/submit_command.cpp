#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch/submission.hpp"
#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/plan_source.hpp"
#include "cli/submit_report.hpp"
#include "core/count.hpp"
#include "core/duration_text.hpp"
#include "launch/slurm_job.hpp"
#include "launch/slurm_time.hpp"
#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::cli {
namespace {

using batch::JobAction;
using batch::JobReport;

struct SubmitOptions {
  std::string plan;       ///< file; empty: the one that the directory holds
  std::string directory;  ///< to submit
  std::string status_of;  ///< directory to tell about instead
  bool dry_run = false;
  bool one_allocation = false;
  std::optional<std::chrono::seconds> time;
  std::optional<Duration> budget;
  std::optional<int> most_restarts;
  std::vector<std::string> sbatch_options;
};

/// As sbatch takes it ("1-12", "30"), or with units ("1h30m").
std::chrono::seconds parse_time_limit(const std::string& text) {
  if (const auto time = launch::parse_slurm_time(text)) return *time;
  return std::chrono::ceil<std::chrono::seconds>(parse_duration(text));
}

/// What a job takes beside its study: to start, and to be told that it has to stop.
std::chrono::seconds time_for(Duration budget) {
  return std::chrono::ceil<std::chrono::minutes>(budget + launch::slurm_warning + std::chrono::minutes(1));
}

/// What is asked for now takes the place of what was asked for then.
batch::JobRules rules_of(const SubmitOptions& options, batch::JobRules rules) {
  if (options.budget) {
    rules.budget = duration_text(*options.budget);
    rules.time = time_for(*options.budget);
  }
  if (options.time) rules.time = options.time;
  if (options.most_restarts) rules.most_restarts = *options.most_restarts;
  if (!options.sbatch_options.empty()) rules.sbatch_options = options.sbatch_options;
  return rules;
}

batch::Submission submission_for(const SubmitOptions& options, const batch::SubmissionDirectory& directory) {
  batch::Submission submission;
  if (auto earlier = directory.load()) {
    submission = *std::move(earlier);
    if (options.one_allocation && !submission.rules.one_allocation) {
      throw UsageError(fmt::format("--one-allocation: {} was submitted as several jobs; choose another directory",
                                   directory.path().string()));
    }
  } else {
    submission.working_directory = std::filesystem::current_path();
    submission.rules.one_allocation = options.one_allocation;
  }
  submission.rules = rules_of(options, submission.rules);
  return submission;
}

int tell_status(const SubmitOptions& options, const Session& session) {
  const batch::SubmissionDirectory directory(options.status_of);
  directory.read_plan();
  const batch::BatchStudy study(read_plan_file(directory.plan(), elsewhere(session)), directory,
                                directory.load().value_or(batch::Submission{}), os::executable_path());
  std::vector<JobReport> reports;
  for (batch::JobStatus& status : study.status()) reports.push_back({std::move(status), JobAction::none});
  print(render_submission(reports, appearance_of(STDOUT_FILENO, session)));
  return 0;
}

std::string what_to_do_next(const std::vector<JobReport>& jobs, const batch::SubmissionDirectory& directory) {
  const bool complete = std::ranges::all_of(jobs, [](const JobReport& job) { return job.action == JobAction::none; });
  if (complete) return fmt::format("complete: {}\n", directory.result().string());
  return fmt::format(
      "'breakeven submit --status {0}' tells how far they are; submitted again, what has ended too early is resumed\n",
      directory.path().string());
}

int submit(const SubmitOptions& options, const Session& session) {
  const batch::SubmissionDirectory directory(options.directory);
  const std::string plan_file = options.plan.empty() ? directory.plan().string() : options.plan;
  if (options.plan.empty()) directory.read_plan();
  plan::Plan plan = read_plan_file(plan_file, elsewhere(session));
  directory.check_plan(plan.text);
  const os::FileDescriptor lock = options.dry_run ? os::FileDescriptor() : directory.lock();
  batch::BatchStudy study(std::move(plan), directory, submission_for(options, directory), os::executable_path());
  if (options.dry_run) {
    print(render_scripts(study.scripts(), directory));
    return 0;
  }
  directory.set_plan(study.plan().text);
  const std::vector<JobReport> jobs = study.submit();
  print(render_submission(jobs, appearance_of(STDOUT_FILENO, session)) + what_to_do_next(jobs, directory));
  return 0;
}

int run_submit(const SubmitOptions& options, const Session& session) {
  if (session.launched) {
    throw UsageError(fmt::format("submit is no program of ranks; start it without {}", session.launched->launcher));
  }
  return options.status_of.empty() ? submit(options, session) : tell_status(options, session);
}

void check_submit_options(const SubmitOptions& options) {
  if (options.status_of.empty() == options.directory.empty()) {
    throw UsageError("say where: -o DIR to submit a plan, or --status DIR to ask how far one is");
  }
  if (!options.status_of.empty() && (!options.plan.empty() || options.dry_run)) {
    throw UsageError("--status only tells: leave the plan and --dry-run out");
  }
  if (!options.sbatch_options.empty() && !options.sbatch_options.front().starts_with('-')) {
    throw UsageError(
        fmt::format("not understood: {}; options of sbatch begin with a dash", options.sbatch_options.front()));
  }
}

constexpr const char* submit_examples =
    "  breakeven submit strong.toml -o strong --time 1h -- --partition=compute\n"
    "  breakeven submit --status strong            jobs, points, files\n"
    "  breakeven submit -o strong                  resume what was cancelled or has failed\n"
    "  breakeven submit strong.toml -o strong --one-allocation --dry-run\n"
    "\n"
    "There is a job for each number of nodes in the plan, with just the resources that its points need, and one that\n"
    "merges their files into DIR/study.h5. A job whose time is up, or that is preempted, stops in order and goes back\n"
    "into the queue. DIR holds all that is needed to resume.\n";

}  // namespace

void add_submit_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(top, "submit", "Run a study as jobs of SLURM", submit_examples);
  const auto options = std::make_shared<SubmitOptions>();
  add_value(command, "plan", options->plan, as_text, "The plan, copied into DIR. Default: the one that DIR holds")
      ->type_name("PLAN");
  add_value(command, "-o,--output", options->directory, as_text,
            "Directory for the plan, scripts, logs and studies, on a file system that all hosts share")
      ->type_name("DIR");
  add_value(command, "--status", options->status_of, as_text, "Tell how far the jobs of DIR are, and submit nothing")
      ->type_name("DIR");
  add_value(command, "--time", options->time, parse_time_limit,
            "Limit of each job, as 1h30m or as sbatch takes it. Default: what the budget needs, or the partition's")
      ->type_name("TIME");
  add_value(command, "--budget", options->budget, parse_duration,
            "Time for the study in each run of a job. Default: what SLURM leaves")
      ->type_name("TIME");
  add_value(
      command, "--restarts", options->most_restarts,
      [](const std::string& text) { return text == "0" ? 0 : parse_small_count(text, "restarts"); },
      "How often a job may go back into the queue by itself")
      ->type_name("N")
      ->default_str("20");
  command.add_flag("--one-allocation", options->one_allocation,
                   "One job of the largest number of nodes for all points; smaller ones leave nodes idle");
  command.add_flag("--dry-run", options->dry_run, "Print the scripts and submit nothing");
  command.add_option("sbatch-options", options->sbatch_options, "After --: options of sbatch, for all jobs")
      ->type_name("OPTION");
  command.callback([options, &chosen] {
    check_submit_options(*options);
    chosen = [options](const Session& session) { return run_submit(*options, session); };
  });
}

}  // namespace breakeven::cli
