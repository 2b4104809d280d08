// The subcommands of breakeven study.
#pragma once

#include "cli/commands.hpp"

namespace breakeven::cli {

void add_study_plan_command(CLI::App& study, const Application& application, Command& chosen);
void add_study_run_command(CLI::App& study, const Application& application, Command& chosen);
void add_study_status_command(CLI::App& study, const Application& application, Command& chosen);
void add_study_verify_command(CLI::App& study, const Application& application, Command& chosen);

}  // namespace breakeven::cli
