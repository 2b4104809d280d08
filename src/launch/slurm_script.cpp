#include "launch/slurm_script.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/shell_words.hpp"
#include "launch/slurm_job.hpp"
#include "launch/slurm_time.hpp"

namespace breakeven::launch {
namespace {

// SLURM signals the script alone. A signal ends the wait, too, but not what is waited for.
constexpr const char* pass_signals_on = R"(study=
signals=0
trap 'signals=$((signals + 1)); [[ -z $study ]] || kill -TERM "$study" 2>/dev/null' TERM

)";

constexpr const char* run_until_it_ends = R"(study=$!
((signals == 0)) || kill -TERM "$study" 2>/dev/null
while seen=$signals; wait "$study"; code=$?; ((signals != seen)); do :; done
)";

constexpr const char* resume_if_it_was_stopped = R"(
# A job that was cancelled is no longer running, and stays cancelled.
if ((code == 3 || code == 143)) && [[ $(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T) == RUNNING ]]; then
  if ((${SLURM_RESTART_COUNT:-0} < most_restarts)); then
    echo "incomplete; job $SLURM_JOB_ID goes back into the queue"
    if scontrol requeue "$SLURM_JOB_ID"; then
      trap - TERM
      sleep infinity # SLURM ends this script: an exit code now could be taken for the next run's
    fi
  else
    echo "incomplete after $most_restarts restarts; 'breakeven submit' again resumes it" >&2
  fi
fi
exit "$code"
)";

/// For a comment: a line end in it would begin a command.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

std::string heading(const std::string& about, int nodes, int tasks_per_node, int cpus_per_task) {
  return fmt::format(
      "#!/bin/bash\n"
      "# {}\n"
      "# Written by 'breakeven submit', which reads nothing here: options of sbatch can be changed.\n"
      "#SBATCH --nodes={}\n"
      "#SBATCH --ntasks-per-node={}\n"
      "#SBATCH --cpus-per-task={}\n",
      on_one_line(about), nodes, tasks_per_node, cpus_per_task);
}

std::string go_to(const std::string& directory) {
  return fmt::format("cd -- {} || exit\n", join_shell_words({directory}));
}

}  // namespace

std::string batch_script(const ResumableJob& job) {
  std::string text = heading(job.about, job.nodes, job.tasks_per_node, job.cpus_per_task);
  if (job.time) text += fmt::format("#SBATCH --time={}\n", format_slurm_time(*job.time));
  text += fmt::format("#SBATCH --signal=B:TERM@{}\n", slurm_warning.count());
  text += "#SBATCH --requeue\n";
  text += "#SBATCH --open-mode=append\n";
  text += fmt::format("set -u\nmost_restarts={}\n", job.most_restarts);
  text += pass_signals_on;
  text += go_to(job.directory);
  text += join_shell_words(job.command) + " &\n";
  return text + run_until_it_ends + resume_if_it_was_stopped;
}

std::string batch_script(const GatheringJob& job) {
  std::string text = heading(job.about, 1, 1, 1);
  text += "#SBATCH --open-mode=append\nset -u\n\n";
  text += go_to(job.directory);
  text += fmt::format("files=()\nfor file in {}; do\n", join_shell_words(job.files));
  text += "  [[ ! -e $file ]] || files+=(\"$file\")\ndone\n";
  return text + fmt::format("exec {} \"${{files[@]}}\"\n", join_shell_words(job.command));
}

}  // namespace breakeven::launch
