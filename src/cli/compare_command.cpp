#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/crew_choice.hpp"
#include "cli/output.hpp"
#include "kernels/simd.hpp"
#include "measure/comparison.hpp"
#include "os/interrupt.hpp"
#include "report/comparison_report.hpp"
#include "study/record.hpp"

namespace breakeven::cli {

int compare_command(const CompareOptions& options, const Session& session) {
  if (session.launched) {
    throw UsageError(fmt::format("compare launches ranks itself; start it without {}", session.launched->launcher));
  }
  measure::ComparisonPlan plan;
  plan.points = expand_crews(options, session.processors);
  plan.repetitions = options.repetitions;
  plan.order_seed = options.order_seed;
  plan.keep = options.keep;
  kernels::simd_level();
  const auto job = make_job(options.job);
  for (const CrewOptions& crew : plan.points) check_memory(*job, crew, session);
  if (!options.results.record.empty()) study::Record(options.results.record);

  os::catch_interrupts();
  measure::ComparisonResult result;
  try {
    measure::compare(plan, job->task(), trial_setting(session, *job), result);
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

}  // namespace breakeven::cli
