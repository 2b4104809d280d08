#include <unistd.h>

#include <memory>

#include "breakeven/error.hpp"
#include "cli/output.hpp"
#include "cli/plan_options.hpp"
#include "cli/plan_source.hpp"
#include "cli/study_commands.hpp"
#include "cli/study_estimate.hpp"
#include "kernels/simd.hpp"
#include "os/interrupt.hpp"
#include "report/plan_table.hpp"

namespace breakeven::cli {
namespace {

struct StudyPlanOptions {
  PlanOptions plan;
  bool estimate = false;
  bool toml = false;
};

int show_plan(const StudyPlanOptions& options, const Session& session) {
  const auto plan = find_plan(options.plan, surroundings(session, options.plan.nodes));
  if (!plan) throw UsageError("name a plan's file, or say what to run by --workload");
  if (options.toml) {
    print(plan->text);
    return 0;
  }
  report::LaunchEstimates estimates;
  if (options.estimate) {
    kernels::simd_level();
    os::catch_interrupts();
    estimates = estimate_launches(*plan, session);
  }
  print(report::render_plan(*plan, estimates, appearance_of(STDOUT_FILENO, session)));
  return 0;
}

constexpr const char* study_plan_examples =
    "  breakeven study plan pi.toml\n"
    "  breakeven study plan pi.toml --estimate     how long it will take, after a few seconds of trying\n"
    "  breakeven study plan --workload sort -n 1e6,1e7 -p 1..8 --kinds threads,mpi --toml > sort.toml\n";

}  // namespace

void add_study_plan_command(CLI::App& study, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(study, "plan",
                                  "Show what a plan comes to, and measure nothing: every point, which ones will be "
                                  "skipped and why, how many trials",
                                  study_plan_examples);
  const auto options = std::make_shared<StudyPlanOptions>();
  add_plan_options(command, options->plan);
  command.add_flag("--estimate", options->estimate,
                   "Estimate how long it will take: starts each crew once and tries small sizes of each workload");
  command.add_flag("--toml", options->toml, "Print the plan's text instead: what flags say, as a file to be edited");
  command.callback([options, &command, &chosen] {
    check_plan_options(command, options->plan);
    chosen = [options](const Session& session) { return show_plan(*options, session); };
  });
}

}  // namespace breakeven::cli
