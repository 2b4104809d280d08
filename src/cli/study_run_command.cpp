#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/plan_options.hpp"
#include "cli/plan_source.hpp"
#include "cli/settled_plan.hpp"
#include "cli/study_commands.hpp"
#include "cli/study_environment.hpp"
#include "cli/study_task.hpp"
#include "cli/study_watcher.hpp"
#include "core/duration_text.hpp"
#include "kernels/simd.hpp"
#include "launch/slurm_job.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "plan/selection.hpp"
#include "report/study_progress.hpp"
#include "report/study_table.hpp"
#include "study/isolated_runner.hpp"
#include "study/plan_change.hpp"
#include "study/session.hpp"

namespace breakeven::cli {
namespace {

constexpr int all_well = 0;
constexpr int some_failed = 1;
constexpr int incomplete = 3;

// A launch that is told to end has two seconds to do so; then what was finished is put into the file.
constexpr std::chrono::seconds patience_with_launches{20};

struct StudyRunOptions {
  PlanOptions plan;
  std::string study;
  std::string only;
  std::optional<Duration> budget;
  Duration fold_every = std::chrono::minutes(1);
  PlanChanged plan_changed = PlanChanged::refuse;
  bool retry = false;
  bool quiet = false;
};

study::LaunchSetting launch_setting(const Session& session, const std::string& command_id) {
  study::LaunchSetting setting;
  setting.trials.make_crew = [&registry = session.registry](const CrewOptions& crew) {
    return make_crew(crew, registry);
  };
  setting.trials.command_id = command_id;
  setting.trials.host = os::host_name();
  setting.trials.processors = session.processors;
  setting.make_job = [&jobs = session.jobs](const plan::Point& point) { return launch_job(jobs, point); };
  return setting;
}

class StudyRun {
 public:
  StudyRun(const StudyRunOptions& options, const Session& session)
      : options_(options), session_(session), began_(Clock::now()) {}

  int run() {
    const plan::Surroundings here = surroundings(session_, options_.plan.nodes);
    std::optional<plan::Plan> wanted = find_plan(options_.plan, here);
    if (!wanted) require_study();
    kernels::simd_level();
    os::catch_interrupts(patience_with_launches);
    study::SessionOptions session;
    session.command_id = measure::random_id();
    study::IsolatedRunner runner(launch_setting(session_, session.command_id));  // before this process has grown
    study::StudyWriter writer(options_.study);
    runner.keep_open(writer.lock());
    const plan::Plan plan = settle(std::move(wanted), writer, here);
    session.environment = study_environment(plan.launcher);
    session.retry = options_.retry;
    session.fold_every = options_.fold_every;
    session.deadline = find_deadline();
    if (!options_.only.empty()) session.selection = select(plan);
    return measure(plan, writer, runner, session);
  }

 private:
  /// Inside a SLURM job it ends before that job is told that its time is up.
  std::optional<TimePoint> find_deadline() const {
    if (options_.budget) return began_ + *options_.budget;
    const auto left = launch::slurm_time_left();
    if (!left) return std::nullopt;
    return Clock::now() + *left - launch::slurm_warning;
  }

  void require_study() const {
    if (std::filesystem::exists(options_.study)) return;
    throw UsageError(fmt::format("there is no study {} to go on with; name a plan to begin one", options_.study));
  }

  /// The plan to follow, which is that of `writer` when this returns.
  plan::Plan settle(std::optional<plan::Plan> wanted, study::StudyWriter& writer,
                    const plan::Surroundings& here) const {
    const study::StudyContent& content = writer.content();
    SettledPlan settled = settle_plan(std::move(wanted), content, here, options_.plan_changed, options_.study);
    if (!settled.note.empty() && !options_.quiet) complain(settled.note);
    const plan::Plan& plan = settled.plan;
    if (plan.text != content.plan_text || !study::same_points(plan.points, content.points)) {
      writer.set_plan(plan.text, plan.points);
    }
    return std::move(settled.plan);
  }

  study::Selection select(const plan::Plan& plan) const {
    try {
      return plan::select_points(options_.only, plan.points);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("--only: {}", error.what()));
    }
  }

  int measure(const plan::Plan& plan, study::StudyWriter& writer, study::IsolatedRunner& runner,
              const study::SessionOptions& session) const {
    if (!options_.quiet && !writer.content().trials.empty()) {
      const report::StudyTotals totals = totals_so_far(plan, writer, session.selection);
      complain(fmt::format("going on with {}: {}", options_.study, report::describe(totals)));
    }
    StudyWatcher watcher(appearance_of(STDERR_FILENO, session_), options_.quiet);
    try {
      const study::SessionEnd end = study::run_session(plan, writer, runner, session, watcher);
      const report::StudyTotals totals = totals_so_far(plan, writer, session.selection);
      writer.close();
      return finish(end, totals);
    } catch (const Interrupted&) {
      const std::size_t kept = writer.content().trials.size();
      writer.close();
      if (!options_.quiet)
        complain(fmt::format("{} trials are kept in {}; the same command goes on", kept, options_.study));
      throw;
    }
  }

  static report::StudyTotals totals_so_far(const plan::Plan& plan, const study::StudyWriter& writer,
                                           const study::Selection& selection) {
    study::Schedule schedule(plan, selection);
    for (const Trial& trial : writer.content().trials) schedule.add(trial);
    return report::totals_of(schedule.progress_of_selected());
  }

  int finish(study::SessionEnd end, const report::StudyTotals& totals) const {
    if (end == study::SessionEnd::out_of_budget) {
      complain(fmt::format("incomplete: {} of {} points; run the same command to resume", totals.done, totals.points));
      return incomplete;
    }
    if (!options_.quiet) {
      print(report::render_study(study::read_study(options_.study), appearance_of(STDOUT_FILENO, session_)));
    }
    return totals.failed > 0 ? some_failed : all_well;
  }

  const StudyRunOptions& options_;
  const Session& session_;
  TimePoint began_;
};

int run_study(const StudyRunOptions& options, const Session& session) {
  if (session.launched) {
    throw UsageError(fmt::format("study run launches ranks itself; start it without {}", session.launched->launcher));
  }
  return StudyRun(options, session).run();
}

constexpr const char* study_run_examples =
    "  breakeven study run pi.toml -o pi.h5        begin, or go on after an interruption\n"
    "  breakeven study run -o pi.h5                go on by the plan that the study holds\n"
    "  breakeven study run pi.toml -o pi.h5 --budget 1h50m       exit code 3: there is more to do\n"
    "  breakeven study run pi.toml -o pi.h5 --only 'nodes == 2'  the points for a job of two nodes\n"
    "  breakeven study run -o pi.h5 --workload pi -n 1e6,1e8 -p 1..4 --kinds threads,fork --precision 0.02\n";

}  // namespace

void add_study_run_command(CLI::App& study, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(
      study, "run",
      "Measure the points of a plan, or go on with it. Each finished trial is on disk before the next begins: killed "
      "at "
      "any moment, the same command goes on where it was. Points are interleaved and shuffled. Exit codes: 0 complete, "
      "1 complete and some points failed, 3 out of budget and to be run again",
      study_run_examples);
  const auto options = std::make_shared<StudyRunOptions>();
  add_value(command, "-o,--output", options->study, as_text,
            "The study. It may exist already, and may be read meanwhile")
      ->type_name("STUDY.h5")
      ->required();
  add_plan_options(command, options->plan);
  add_value(
      command, "--budget", options->budget, parse_duration,
      "Stop before this much time has passed, between two launches, like 1h50m. Default: what SLURM leaves, in a job")
      ->type_name("TIME");
  add_value(command, "--only", options->only, as_text,
            "Run only the points that this is true for: an expression over their factors, like 'nodes == 2'")
      ->type_name("EXPRESSION");
  command.add_flag("--retry", options->retry, "Try points again that were given up because they failed");
  add_value(command, "--plan-changed", options->plan_changed, parse_plan_changed,
            "What to do if the study follows another plan: extend it, all its points being in this one, or replace it, "
            "keeping trials of points that are not. Default: nothing is run. Where the same plan says other points, "
            "as it may on another machine: add these, or take these alone. Default: those of the study")
      ->type_name("extend|replace");
  add_value(command, "--fold-every", options->fold_every, parse_duration,
            "How often what is finished is put from the journal beside the study into its HDF5 file")
      ->type_name("TIME")
      ->default_str("1m");
  command.add_flag("-q,--quiet", options->quiet, "Tell nothing but failures");
  command.callback([options, &command, &chosen] {
    check_plan_options(command, options->plan);
    chosen = [options](const Session& session) { return run_study(*options, session); };
  });
}

}  // namespace breakeven::cli
