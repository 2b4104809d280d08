#include "cli/study_commands.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* study_examples =
    "  breakeven study plan pi.toml                what would be measured\n"
    "  breakeven study run pi.toml -o pi.h5        measure it; Ctrl-C, and run it again to go on\n"
    "  breakeven study run -o pi.h5 --workload pi -n 1e6,1e8 -p 1,2,4 --kinds threads,fork\n"
    "  breakeven study status pi.h5                how far it is\n";

}  // namespace

void add_study_command(CLI::App& top, const Application& application, Command& chosen) {
  CLI::App& study = add_command(
      top, "study", "Measure many points by a plan, in one file that survives every interruption", study_examples);
  study.require_subcommand(1);
  for (const auto add :
       {add_study_plan_command, add_study_run_command, add_study_status_command, add_study_verify_command}) {
    add(study, application, chosen);
  }
}

}  // namespace breakeven::cli
