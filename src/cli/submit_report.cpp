#include "cli/submit_report.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/shell_words.hpp"
#include "report/table.hpp"

namespace breakeven::cli {
namespace {

using batch::JobAction;

std::string state_of(const batch::JobReport& job) {
  if (job.action == JobAction::submitted) return "submitted";
  const batch::JobStatus& status = job.status;
  if (status.id.empty()) return status.complete() ? "complete" : "not submitted";
  if (status.state.empty()) return status.complete() ? "complete" : "unknown to SLURM";
  return status.reason.empty() ? status.state : fmt::format("{} ({})", status.state, status.reason);
}

std::string progress_of(const batch::JobStatus& status) {
  std::string text = fmt::format("{}/{}", status.done, status.points);
  if (status.given_up > 0) text += fmt::format(", {} given up", status.given_up);
  if (status.skipped > 0) text += fmt::format(", {} skipped", status.skipped);
  return text;
}

}  // namespace

std::string render_submission(std::span<const batch::JobReport> jobs, const report::Appearance& appearance) {
  using report::Align;
  report::Table table({{"job", Align::left},
                       {"SLURM", Align::right},
                       {"state", Align::left},
                       {"nodes", Align::right},
                       {"points done", Align::left},
                       {"file", Align::left}});
  for (const batch::JobReport& job : jobs) {
    const batch::JobStatus& status = job.status;
    table.add_row({{status.name},
                   {status.id},
                   {state_of(job)},
                   {std::to_string(status.nodes)},
                   {progress_of(status)},
                   {status.file.string()}});
  }
  return table.render(appearance);
}

std::string render_scripts(std::span<const batch::BatchScript> scripts, const batch::SubmissionDirectory& directory) {
  std::string text;
  for (const batch::BatchScript& script : scripts) {
    std::vector<std::string> command{"sbatch"};
    command.insert(command.end(), script.sbatch_arguments.begin(), script.sbatch_arguments.end());
    command.push_back(directory.script(script.name));
    text += fmt::format("# {}\n{}\n", join_shell_words(command), script.text);
  }
  return text;
}

}  // namespace breakeven::cli
