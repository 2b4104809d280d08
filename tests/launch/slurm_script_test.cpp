#include "launch/slurm_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "launch/fake_programs.hpp"
#include "os/program_output.hpp"

namespace breakeven::launch {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::chrono::seconds patience{20};
constexpr const char* awkward = "-a 'b' \"c\" $HOME `x` \\ \n#SBATCH --nodes=9 ~*é";

ResumableJob example() {
  ResumableJob job;
  job.about = "Strong scaling: the points on 2 nodes";
  job.nodes = 2;
  job.tasks_per_node = 4;
  job.cpus_per_task = 3;
  job.time = std::chrono::minutes(90);
  job.most_restarts = 5;
  job.directory = "/home/me/my studies";
  job.command = {"/opt/bin/breakeven", "study", "run", "/data/it's/plan.toml", "--only", "nodes == 2"};
  return job;
}

TEST(BatchScript, OfAStudy) {
  EXPECT_EQ(batch_script(example()), R"(#!/bin/bash
# Strong scaling: the points on 2 nodes
# Written by 'breakeven submit', which reads nothing here: options of sbatch can be changed.
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=4
#SBATCH --cpus-per-task=3
#SBATCH --time=01:30:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#SBATCH --open-mode=append
set -u
most_restarts=5
study=
signals=0
trap 'signals=$((signals + 1)); [[ -z $study ]] || kill -TERM "$study" 2>/dev/null' TERM

cd -- '/home/me/my studies' || exit
/opt/bin/breakeven study run '/data/it'\''s/plan.toml' --only 'nodes == 2' &
study=$!
((signals == 0)) || kill -TERM "$study" 2>/dev/null
while seen=$signals; wait "$study"; code=$?; ((signals != seen)); do :; done

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
)");
}

TEST(BatchScript, OfAMerge) {
  EXPECT_EQ(batch_script(GatheringJob{"Merge", "/home/me", {"breakeven", "merge", "a b.h5"}, {"1.h5", "2 3.h5"}}),
            R"(#!/bin/bash
# Merge
# Written by 'breakeven submit', which reads nothing here: options of sbatch can be changed.
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=1
#SBATCH --open-mode=append
set -u

cd -- /home/me || exit
files=()
for file in 1.h5 '2 3.h5'; do
  [[ ! -e $file ]] || files+=("$file")
done
exec breakeven merge 'a b.h5' "${files[@]}"
)");
}

TEST(BatchScript, ATitleStaysInItsComment) {
  ResumableJob job = example();
  job.about = "a\n#SBATCH --nodes=9\r\x1b[1m\x7fΩ";
  EXPECT_THAT(batch_script(job), HasSubstr("#!/bin/bash\n# a #SBATCH --nodes=9  [1m Ω\n# Written"));
}

TEST(BatchScript, WithoutATimeLeavesItToThePartition) {
  ResumableJob job = example();
  job.time.reset();
  EXPECT_THAT(batch_script(job), Not(HasSubstr("--time")));
}

/// Scripts as SLURM would run them, in a directory of their own, with an awkward name.
class BatchScriptRun : public ::testing::Test {
 protected:
  BatchScriptRun() {
    std::string pattern = ::testing::TempDir() + "batch-script-XXXXXX";
    base_ = ::mkdtemp(pattern.data());
    directory_ = base_ / awkward;
    std::filesystem::create_directories(directory_);
    ::setenv("SLURM_JOB_ID", "42", 1);
    programs_.add("squeue", "echo RUNNING");
    programs_.add("scontrol", "exit 0");
    programs_.add("sleep", "case $1 in infinity) kill -TERM $PPID;; *) exec /bin/sleep \"$1\";; esac");
  }
  ~BatchScriptRun() override {
    ::unsetenv("SLURM_JOB_ID");
    ::unsetenv("SLURM_RESTART_COUNT");
    std::filesystem::remove_all(base_);
  }

  std::string write(const std::string& script) const {
    std::ofstream(base_ / "script") << script;
    return base_ / "script";
  }
  os::ProgramOutput run(const std::string& script) const { return os::run_program({"bash", write(script)}, patience); }
  os::ProgramOutput run_study(const std::string& commands, int most_restarts = 2) const {
    ResumableJob job = example();
    job.directory = directory_;
    job.most_restarts = most_restarts;
    job.command = {"bash", "-c", commands, awkward};
    return run(batch_script(job));
  }

  FakePrograms programs_;
  std::filesystem::path base_;
  std::filesystem::path directory_;
};

TEST_F(BatchScriptRun, NamesComeThroughAsTheyAre) {
  const auto ended = run_study("pwd; printf '%s' \"$0\"");
  EXPECT_EQ(ended.text, directory_.string() + '\n' + awkward);
  EXPECT_EQ(ended.errors, "");
}

TEST_F(BatchScriptRun, ShellsAndShellcheckFindNoFault) {
  ResumableJob study = example();
  study.about = awkward;
  study.directory = awkward;
  study.command = {awkward, awkward};
  for (const std::string& script :
       {batch_script(study), batch_script(GatheringJob{awkward, awkward, {awkward}, {awkward, "x"}})}) {
    EXPECT_THAT(script, Not(HasSubstr("\n#SBATCH --nodes=9 ~*é\n#")));
    const auto parsed = os::run_program({"bash", "-n", write(script)}, patience);
    EXPECT_TRUE(parsed.status.ok()) << parsed.errors;
  }
  try {
    const auto checked = os::run_program({"shellcheck", write(batch_script(example()))}, patience);
    EXPECT_TRUE(checked.status.ok()) << checked.text;
  } catch (const std::exception&) {
    GTEST_SKIP() << "shellcheck is not installed";
  }
}

TEST_F(BatchScriptRun, OnlyTheFilesThatAreThereAreGathered) {
  std::ofstream(directory_ / "there is.h5") << "x";
  const auto ended =
      run(batch_script(GatheringJob{"", directory_, {"printf", "<%s>", "to"}, {"there is.h5", "there is not.h5"}}));
  EXPECT_EQ(ended.text, "<to><there is.h5>");
}

TEST_F(BatchScriptRun, ACompleteStudyEndsTheJob) {
  EXPECT_TRUE(run_study("exit 0").status.ok());
  EXPECT_EQ(run_study("exit 1").status.code, 1);
  EXPECT_EQ(programs_.arguments_of("scontrol"), "");
}

TEST_F(BatchScriptRun, AnIncompleteOneGoesBackIntoTheQueue) {
  EXPECT_EQ(run_study("exit 3").status.signal, SIGTERM) << "SLURM ends it";
  EXPECT_EQ(programs_.arguments_of("scontrol"), "requeue 42");
  programs_.add("scontrol", "exit 1");
  EXPECT_EQ(run_study("exit 3").status.code, 3) << "where jobs may not be requeued";
}

TEST_F(BatchScriptRun, ButNotForEver) {
  ::setenv("SLURM_RESTART_COUNT", "2", 1);
  const auto ended = run_study("exit 3", 2);
  EXPECT_EQ(ended.status.code, 3);
  EXPECT_THAT(ended.errors, HasSubstr("incomplete after 2 restarts"));
  EXPECT_EQ(programs_.arguments_of("scontrol"), "");
}

TEST_F(BatchScriptRun, NorWhenTheJobWasCancelled) {
  programs_.add("squeue", "echo COMPLETING");
  EXPECT_EQ(run_study("exit 143").status.code, 143);
  EXPECT_EQ(programs_.arguments_of("scontrol"), "");
}

TEST_F(BatchScriptRun, ASignalReachesTheStudyAndItsEndIsAwaited) {
  // The study signals the script, its parent, and lives on for a while.
  const auto stopped =
      run_study("trap 'sleep 0.2; echo kept; exit 143' TERM; kill -TERM $PPID; while :; do sleep 0.05; done");
  EXPECT_EQ(stopped.status.signal, SIGTERM) << "by SLURM, when it is back in the queue";
  EXPECT_THAT(stopped.text, HasSubstr("kept\nincomplete; job 42 goes back into the queue"));
  EXPECT_EQ(programs_.arguments_of("scontrol"), "requeue 42");
}

TEST_F(BatchScriptRun, AStudyThatIsCompleteWhenTheSignalComesIsNotRunAgain) {
  EXPECT_EQ(run_study("trap '' TERM; kill -TERM $PPID; sleep 0.3; exit 0").status.code, 0);
  EXPECT_EQ(programs_.arguments_of("scontrol"), "");
}

}  // namespace
}  // namespace breakeven::launch
