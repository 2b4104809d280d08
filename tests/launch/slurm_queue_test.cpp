#include "launch/slurm_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "launch/fake_programs.hpp"
#include "launch/slurm_command.hpp"

namespace breakeven::launch {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

using Ids = std::vector<std::string>;

class SlurmQueueTest : public ::testing::Test {
 protected:
  SlurmQueueTest() {
    programs_.add("squeue", "exit 0");
    programs_.add("sacct", "echo 'Slurm accounting storage is disabled' >&2; exit 1");
    programs_.add("scontrol", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
  }
  FakePrograms programs_;
};

TEST_F(SlurmQueueTest, JobsInTheQueueAreAskedForOnce) {
  programs_.add("squeue", "echo '7|RUNNING|None'; echo '8|PENDING|Resources'; echo '9|TIMEOUT|TimeLimit'");
  const auto jobs = slurm_jobs(Ids{"7", "8", "9"});
  ASSERT_THAT(jobs, SizeIs(3));
  EXPECT_EQ(jobs.at("7").state, "RUNNING");
  EXPECT_EQ(jobs.at("7").reason, "");
  EXPECT_EQ(jobs.at("8").reason, "Resources");
  EXPECT_TRUE(jobs.at("7").active());
  EXPECT_TRUE(jobs.at("8").active());
  EXPECT_FALSE(jobs.at("9").active());
  EXPECT_EQ(programs_.arguments_of("squeue"), "--noheader --states=all --jobs=7,8,9 --format=%i|%T|%r");
  EXPECT_EQ(programs_.arguments_of("sacct"), "");
}

TEST_F(SlurmQueueTest, AccountingTellsOfJobsThatLeftTheQueue) {
  programs_.add("squeue", "echo '8|RUNNING|None'");
  programs_.add("sacct", "echo '7|CANCELLED by 1000|0:15'; echo '9|FAILED|3:0'");
  const auto jobs = slurm_jobs(Ids{"7", "8", "9"});
  ASSERT_THAT(jobs, SizeIs(3));
  EXPECT_EQ(jobs.at("7").state, "CANCELLED");
  EXPECT_EQ(jobs.at("7").reason, "signal 15");
  EXPECT_EQ(jobs.at("9").reason, "exit code 3");
  EXPECT_THAT(programs_.arguments_of("sacct"), HasSubstr("--jobs=7,9"));
}

TEST_F(SlurmQueueTest, WithoutAccountingTheControllerDoes) {
  programs_.add("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
  programs_.add("scontrol", "echo 'JobId=7 JobName=x JobState=COMPLETED Reason=None ExitCode=0:0 RunTime=00:00:01'");
  const auto jobs = slurm_jobs(Ids{"7"});
  ASSERT_THAT(jobs, SizeIs(1));
  EXPECT_EQ(jobs.at("7").state, "COMPLETED");
  EXPECT_EQ(jobs.at("7").reason, "");
  EXPECT_EQ(programs_.arguments_of("scontrol"), "--oneliner show job 7");
}

TEST_F(SlurmQueueTest, OfJobsThatSlurmForgotThereIsNothing) {
  EXPECT_THAT(slurm_jobs(Ids{"7"}), SizeIs(0));
  programs_.hide_all_others();
  EXPECT_THAT(slurm_jobs(Ids{}), SizeIs(0)) << "nobody is asked";
}

TEST_F(SlurmQueueTest, NoAnswerIsNotNoJob) {
  programs_.add("squeue",
                "echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1");
  EXPECT_THAT([] { slurm_jobs(Ids{"7"}); },
              ThrowsMessage<Error>(AllOf(HasSubstr("squeue"), HasSubstr("Unable to contact slurm controller"))));
}

TEST_F(SlurmQueueTest, AnythingButAnEndIsActive) {
  for (const char* state :
       {"PENDING", "CONFIGURING", "RUNNING", "COMPLETING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD"}) {
    EXPECT_TRUE((SlurmJob{state, ""}.active())) << state;
  }
  for (const char* state : {"COMPLETED", "CANCELLED", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "TIMEOUT", "PREEMPTED"}) {
    EXPECT_FALSE((SlurmJob{state, ""}.active())) << state;
  }
}

TEST_F(SlurmQueueTest, SbatchTellsTheNumber) {
  programs_.add("sbatch", "echo '4711;cluster'");
  EXPECT_EQ(submit_slurm_job({"--nodes=2", "a b.sbatch"}), "4711");
  EXPECT_EQ(programs_.arguments_of("sbatch"), "--parsable --nodes=2 a b.sbatch");
  programs_.add("sbatch", "echo 'Submitted, somehow'");
  EXPECT_THAT([] { submit_slurm_job({}); }, ThrowsMessage<Error>(HasSubstr("Submitted, somehow")));
}

TEST_F(SlurmQueueTest, WhatSbatchRefusesItSaysWhy) {
  programs_.add("sbatch",
                "echo 'sbatch: error: invalid partition specified: x' >&2;"
                "echo 'sbatch: error: Batch job submission failed: Invalid partition name specified' >&2; exit 1");
  EXPECT_THAT([] { submit_slurm_job({}); },
              ThrowsMessage<Error>("sbatch exited with code 1: invalid partition specified: x; Invalid partition name "
                                   "specified"));
  programs_.hide_all_others();
  EXPECT_THAT([] { slurm_answer({"sinfo"}); },
              ThrowsMessage<Error>(AllOf(HasSubstr("sinfo"), HasSubstr("is this a host of a SLURM cluster?"))));
}

TEST_F(SlurmQueueTest, LongMessagesAreCut) {
  EXPECT_THAT(slurm_message("sbatch", std::string(1000, 'x')), SizeIs(304));
  EXPECT_EQ(slurm_message("sbatch", "\n\n"), "");
}

}  // namespace
}  // namespace breakeven::launch
