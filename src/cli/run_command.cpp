#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/crew_choice.hpp"
#include "cli/option_groups.hpp"
#include "cli/output.hpp"
#include "kernels/simd.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "report/run_report.hpp"
#include "study/record.hpp"

namespace breakeven::cli {
namespace {

class Run {
 public:
  Run(const RunOptions& options, const Session& session, Job& job)
      : options_(options),
        session_(session),
        job_(job),
        runner_(trial_setting(session, job)),
        appearance_(appearance_of(STDOUT_FILENO, session)) {}

  /// The crew that was asked for. False if its trial failed.
  bool main_trial(const CrewOptions& crew) {
    try {
      job_.prepare();
    } catch (const Error& error) {
      throw UsageError(job_.in_users_words(error.what()));  // nothing has been started
    }
    run(crew);
    if (trials_.back().status != TrialStatus::ok) {
      complain(trials_.back().message);
      return false;
    }
    job_.keep();
    if (!options_.results.json) print(report::shown(job_.describe_answer(trials_.back()), appearance_) + '\n');
    return true;
  }

  /// The same job by another crew; its output is thrown away.
  void reference_trial(const CrewOptions& crew) {
    try {
      check_crew(job_, crew, session_);
    } catch (const UsageError& error) {
      complain(fmt::format("comparison skipped: {}", error.what()));
      return;
    }
    job_.prepare();
    run(crew);
    if (trials_.back().status != TrialStatus::ok) complain_about(trials_.back());
  }

  int finish() {
    if (!options_.results.json) {
      print(report::render_run(trials_, appearance_));
      if (options_.verbose) print('\n' + report::render_traffic(trials_, appearance_));
    }
    deliver_trials(trials_, options_.results);
    return std::ranges::all_of(trials_, [](const Trial& t) { return t.status == TrialStatus::ok; }) ? 0 : 1;
  }

  /// What was done is worth recording even if the rest will not be done.
  void record_interrupted() noexcept {
    try {
      deliver_trials(trials_, {options_.results.record, false});
    } catch (const std::exception& error) {
      complain(error.what());
    }
  }

 private:
  void run(const CrewOptions& crew) {
    runner_.run(crew, job_.task(), 0, trials_);
    trials_.back().message = job_.in_users_words(trials_.back().message);
  }

  const RunOptions& options_;
  const Session& session_;
  Job& job_;
  measure::TrialRunner runner_;
  report::Appearance appearance_;
  std::vector<Trial> trials_;
};

int run_job(const JobOptions& job_options, const RunOptions& options, const Session& session) {
  // All copies under a launcher come to the same verdict here; then all but the first turn into ranks.
  const CrewOptions crew = choose_crew(options.crew, session.launched, session.processors);
  kernels::simd_level();
  const auto job = job_options.make_job();
  check_crew(*job, crew, session);
  if (!options.results.record.empty()) study::Record(options.results.record);
  if (session.launched && session.launched->rank != 0) launch::become_rank(crew);

  os::catch_interrupts();
  Run run(options, session, *job);
  try {
    if (run.main_trial(crew) && options.compare) {
      if (crew.adopted) os::widen_affinity();  // the ranks have ended; threads may use the cores they were bound to
      for (const CrewOptions& reference : reference_crews(crew)) run.reference_trial(reference);
    }
  } catch (const Interrupted&) {
    run.record_interrupted();
    throw;
  }
  return run.finish();
}

}  // namespace

void add_job_commands(CLI::App& top, const Application& application, Command& chosen) {
  for (const JobType& type : application.jobs) {
    if (type.own_workers) continue;
    CLI::App& command = add_command(top, type.name, type.description, type.examples);
    const std::shared_ptr<JobOptions> job = type.options();
    const auto options = std::make_shared<RunOptions>();
    job->add_to(command);
    add_run_options(command, *options);
    job->add_output_to(command);
    add_result_options(command, options->results);
    command.callback([job, options, &command, &chosen] {
      job->check(command);
      chosen = [job, options](const Session& session) { return run_job(*job, *options, session); };
    });
  }
}

}  // namespace breakeven::cli
