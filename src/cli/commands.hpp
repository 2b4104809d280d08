// The commands of the command line. One is a function that adds itself to the tree (and its line in command_line.cpp);
// parsing then leaves what is to be done in `chosen`.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>

#include "cli/application.hpp"
#include "cli/session.hpp"

namespace breakeven::cli {

/// Returns the exit code. Throws UsageError before anything was started, Error, or Interrupted.
using Command = std::function<int(const Session&)>;

// What each adds must not outlive `top` and `chosen`; `application` is only read while adding.

/// breakeven pi, breakeven sort, ...: one crew, then what it is compared with. In the copies that a launcher started
/// beside the first it does not return.
void add_job_commands(CLI::App& top, const Application& application, Command& chosen);
/// breakeven compare pi, ...
void add_compare_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven find pi, ...: from which size on a crew pays
void add_find_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven overhead: what starting workers and talking costs.
void add_overhead_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven command: a user's own, several times.
void add_user_commands(CLI::App& top, const Application& application, Command& chosen);
/// breakeven report: what a study answers
void add_report_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven export
void add_export_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven study plan, run, status, verify: many points by a plan
void add_study_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven submit: a study as jobs of SLURM
void add_submit_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven merge
void add_merge_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven info
void add_info_command(CLI::App& top, const Application& application, Command& chosen);
/// breakeven completion, breakeven manual
void add_text_commands(CLI::App& top, const Application& application, Command& chosen);

/// A subcommand of `parent` with what all of them have. `examples` are command lines indented by two spaces, or none.
CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& what, const std::string& examples);

/// To print `text` on standard output: once, if a launcher started copies.
Command show(std::string text);

}  // namespace breakeven::cli
