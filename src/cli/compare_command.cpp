#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/crew_choice.hpp"
#include "cli/option_groups.hpp"
#include "cli/output.hpp"
#include "cli/progress_teller.hpp"
#include "kernels/simd.hpp"
#include "measure/comparison.hpp"
#include "os/interrupt.hpp"
#include "report/comparison_report.hpp"
#include "report/crew_label.hpp"
#include "study/record.hpp"

namespace breakeven::cli {
namespace {

/// Tells which of how many trials it is, whoever else watches it.
void count_trials(measure::TrialSetting& setting, const measure::ComparisonPlan& plan,
                  const report::Appearance& appearance) {
  const auto teller = std::make_shared<ProgressTeller>(appearance);
  const int total = static_cast<int>(plan.points.size()) * plan.repetitions;
  setting.watch = [teller, total, done = 0, watch = setting.watch](const Trial& trial) mutable {
    teller->tell_trial(done++, total,
                       report::crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share));
    return watch ? watch(trial) : ProgressSink();
  };
}

int compare(const JobOptions& job_options, const CompareOptions& options, const Session& session) {
  if (session.launched) {
    throw UsageError(fmt::format("compare launches ranks itself; start it without {}", session.launched->launcher));
  }
  measure::ComparisonPlan plan;
  plan.points = expand_crews(options, session.processors);
  plan.repetitions = options.repetitions;
  plan.order_seed = options.order_seed;
  plan.keep = options.keep;
  kernels::simd_level();
  const auto job = job_options.make_job();
  for (const CrewOptions& crew : plan.points) check_crew(*job, crew, session);
  if (!options.results.record.empty()) study::Record(options.results.record);

  os::catch_interrupts();
  measure::ComparisonResult result;
  try {
    measure::TrialSetting setting = trial_setting(session, *job);
    count_trials(setting, plan, appearance_of(STDERR_FILENO, session));
    measure::compare(plan, job->task(), setting, result);
  } catch (const Interrupted&) {
    deliver_trials(result.trials, {options.results.record, false});
    throw;
  }
  if (!options.results.json) {
    print(report::render_comparison(result, plan, appearance_of(STDOUT_FILENO, session)));
  }
  deliver_trials(result.trials, options.results);
  return std::ranges::all_of(result.trials, [](const Trial& t) { return t.status == TrialStatus::ok; }) ? 0 : 1;
}

std::string examples_of(const JobTypes& types) {
  std::string examples;
  for (const JobType& type : types) examples += type.comparison_examples;
  return examples;
}

}  // namespace

void add_compare_command(CLI::App& top, const Application& application, Command& chosen) {
  const std::string examples = examples_of(application.jobs);
  CLI::App& compare_command =
      add_command(top, "compare", "Run one job with every kind and number of workers, several times each", examples);
  compare_command.require_subcommand(1);
  for (const JobType& type : application.jobs) {
    if (type.own_workers) continue;
    CLI::App& command = add_command(compare_command, type.name, type.description, examples);
    const std::shared_ptr<JobOptions> job = type.options();
    const auto options = std::make_shared<CompareOptions>();
    job->add_to(command);
    add_comparison_options(command, *options);
    add_result_options(command, options->results);
    command.callback([job, options, &command, &chosen] {
      job->check(command);
      chosen = [job, options](const Session& session) { return compare(*job, *options, session); };
    });
  }
}

}  // namespace breakeven::cli
