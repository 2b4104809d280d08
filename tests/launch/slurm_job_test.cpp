#include "launch/slurm_job.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <string>

#include "launch/fake_programs.hpp"

namespace breakeven::launch {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class SlurmJobTest : public ::testing::Test {
 protected:
  SlurmJobTest() {
    ::setenv("SLURM_JOB_ID", "42", 1);
    ::unsetenv("SLURM_JOB_END_TIME");
    programs_.add("squeue", "exit 1");
    programs_.add("scontrol", "exit 1");
  }
  ~SlurmJobTest() override {
    ::unsetenv("SLURM_JOB_ID");
    ::unsetenv("SLURM_JOB_END_TIME");
  }
  FakePrograms programs_;
};

TEST_F(SlurmJobTest, HasNoTimeLimitOutsideOfAJob) {
  ::unsetenv("SLURM_JOB_ID");
  ::setenv("SLURM_JOB_END_TIME", "9999999999", 1);
  programs_.add("squeue", "echo 10:00");
  EXPECT_EQ(slurm_time_left(), std::nullopt);
  EXPECT_EQ(slurm_job_id(), "");
}

TEST_F(SlurmJobTest, EndsWhenSlurmSaidItWouldWhenItBegan) {
  ::setenv("SLURM_JOB_END_TIME", std::to_string(std::time(nullptr) + 100).c_str(), 1);
  const auto left = slurm_time_left();
  ASSERT_TRUE(left.has_value());
  EXPECT_GE(*left, seconds(90));
  EXPECT_LE(*left, seconds(100));
  EXPECT_EQ(programs_.arguments_of("squeue"), "") << "needs not be asked";
  ::setenv("SLURM_JOB_END_TIME", "1", 1);
  EXPECT_EQ(slurm_time_left(), seconds(0));
}

TEST_F(SlurmJobTest, ElseSqueueIsAsked) {
  ::setenv("SLURM_JOB_END_TIME", "soon", 1);
  programs_.add("squeue", "echo 1-02:03:04");
  EXPECT_EQ(slurm_time_left(), std::chrono::days(1) + std::chrono::hours(2) + minutes(3) + seconds(4));
  EXPECT_EQ(programs_.arguments_of("squeue"), "--noheader --jobs=42 --format=%L");
}

TEST_F(SlurmJobTest, ElseScontrol) {
  programs_.add("squeue", "echo INVALID");
  programs_.add("scontrol",
                "echo 'JobId=42 JobName=x JobState=RUNNING RunTime=00:10:30 TimeLimit=01:00:00 TimeMin=N/A'");
  EXPECT_EQ(slurm_time_left(), minutes(49) + seconds(30));
  programs_.add("scontrol", "echo 'JobId=42 RunTime=01:00:05 TimeLimit=01:00:00'");
  EXPECT_EQ(slurm_time_left(), seconds(0));
}

TEST_F(SlurmJobTest, NothingIsKnownWhereThereIsNoLimitOrNoAnswer) {
  EXPECT_EQ(slurm_time_left(), std::nullopt);
  programs_.add("squeue", "echo UNLIMITED");
  programs_.add("scontrol", "echo 'JobId=42 RunTime=00:10:30 TimeLimit=UNLIMITED'");
  EXPECT_EQ(slurm_time_left(), std::nullopt);
  programs_.hide_all_others();
  EXPECT_EQ(slurm_time_left(), std::nullopt);
}

}  // namespace
}  // namespace breakeven::launch
