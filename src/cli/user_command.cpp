#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "breakeven/error.hpp"
#include "cli/command_crew.hpp"
#include "cli/commands.hpp"
#include "cli/option_groups.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/progress_teller.hpp"
#include "core/count.hpp"
#include "os/interrupt.hpp"
#include "report/crew_label.hpp"
#include "report/repeated_report.hpp"
#include "study/record.hpp"

namespace breakeven::cli {
namespace {

struct RepeatOptions {
  CommandCrew crew;
  int runs = 10;
  int warm_up = 0;
  ResultOptions results;
};

int parse_warm_up(const std::string& text) { return text == "0" ? 0 : parse_small_count(text, "runs"); }

void add_repeat_options(CLI::App& app, RepeatOptions& options) {
  add_command_crew_options(app, options.crew);
  add_value(
      app, "-r,--runs", options.runs, [](const std::string& text) { return parse_small_count(text, "runs"); },
      "Runs that are timed; from 6 on medians have intervals")
      ->type_name("N")
      ->default_str(std::to_string(options.runs))
      ->group(crew_group);
  add_value(app, "-w,--warmup", options.warm_up, parse_warm_up, "Runs that come first and do not count")
      ->type_name("N")
      ->default_str("0")
      ->group(crew_group);
}

class Series {
 public:
  Series(Job& job, const RepeatOptions& options, const Session& session)
      : job_(job),
        options_(options),
        crew_(crew_of(options.crew)),
        runner_(setting_of(job, session)),
        teller_(appearance_of(STDERR_FILENO, session)) {}

  /// Ends with the first run that fails.
  void run() {
    const int total = options_.warm_up + options_.runs;
    for (int i = 0; i < total && ok(); ++i) {
      teller_.tell_trial(i, total, report::crew_label(crew_.kind, crew_.workers, crew_.threads_per_rank, crew_.share));
      runner_.run(crew_, job_.task(), std::max(0, i - options_.warm_up), trials_);
      if (i < options_.warm_up && ok()) trials_.clear();
    }
    teller_.make_room();
  }
  void clean_up() { job_.clean_up(crew_); }

  bool ok() const { return trials_.empty() || trials_.back().status == TrialStatus::ok; }
  const std::vector<Trial>& trials() const { return trials_; }

 private:
  /// Nothing is known of how far a command is.
  static measure::TrialSetting setting_of(const Job& job, const Session& session) {
    measure::TrialSetting setting = trial_setting(session, job);
    setting.watch = {};
    return setting;
  }

  Job& job_;
  const RepeatOptions& options_;
  CrewOptions crew_;
  measure::TrialRunner runner_;
  std::vector<Trial> trials_;
  ProgressTeller teller_;
};

int run_series(const JobOptions& job_options, const RepeatOptions& options, const Session& session) {
  if (session.launched) {
    throw UsageError(
        fmt::format("a command is run once, not by every rank; start this without {} and give it "
                    "--launcher {}",
                    session.launched->launcher, session.launched->launcher));
  }
  const auto job = job_options.make_job();
  if (!options.results.record.empty()) study::Record(options.results.record);
  os::catch_interrupts();
  Series series(*job, options, session);
  try {
    series.run();
  } catch (const Interrupted&) {
    deliver_trials(series.trials(), {options.results.record, false});
    throw;
  }
  if (!series.ok()) complain(series.trials().back().message);
  if (!options.results.json) {
    print(report::render_repeated(series.trials(), appearance_of(STDOUT_FILENO, session)));
  }
  deliver_trials(series.trials(), options.results);
  series.clean_up();  // last, since it may fail
  return series.ok() ? 0 : 1;
}

}  // namespace

void add_user_commands(CLI::App& top, const Application& application, Command& chosen) {
  for (const JobType& type : application.jobs) {
    if (!type.own_workers) continue;
    CLI::App& command = add_command(top, type.name, type.description, type.examples);
    const std::shared_ptr<JobOptions> job = type.options();
    const auto options = std::make_shared<RepeatOptions>();
    job->add_to(command);
    add_repeat_options(command, *options);
    add_result_options(command, options->results);
    command.callback([job, options, &command, &chosen] {
      job->check(command);
      chosen = [job, options](const Session& session) { return run_series(*job, *options, session); };
    });
  }
}

}  // namespace breakeven::cli
