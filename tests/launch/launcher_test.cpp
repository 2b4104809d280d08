#include "launch/launcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven::launch {
namespace {

using ::testing::HasSubstr;

/// The environment of a process by itself, whatever launcher runs this test.
class LauncherTest : public ::testing::Test {
 protected:
  LauncherTest() {
    for (const char* name : {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "SLURM_PROCID",
                             "SLURM_STEP_ID", "SLURM_STEP_NUM_TASKS", "SLURM_JOB_ID"}) {
      ::unsetenv(name);
    }
  }
};

TEST_F(LauncherTest, FindsNoLauncherByItself) { EXPECT_FALSE(launched_rank().has_value()); }

TEST_F(LauncherTest, KnowsMpirun) {
  ::setenv("OMPI_COMM_WORLD_RANK", "3", 1);
  ::setenv("OMPI_COMM_WORLD_SIZE", "8", 1);
  const auto rank = launched_rank();
  ASSERT_TRUE(rank.has_value());
  EXPECT_EQ(rank->rank, 3);
  EXPECT_EQ(rank->size, 8);
  EXPECT_EQ(rank->launcher, "mpirun");
}

TEST_F(LauncherTest, KnowsSrunWithPmix) {
  ::setenv("SLURM_STEP_ID", "0", 1);
  ::setenv("SLURM_PROCID", "2", 1);
  ::setenv("SLURM_STEP_NUM_TASKS", "4", 1);
  EXPECT_THAT([] { launched_rank(); }, ::testing::ThrowsMessage<UsageError>(HasSubstr("srun --mpi=pmix")));
  ::setenv("PMIX_RANK", "2", 1);
  const auto rank = launched_rank();
  ASSERT_TRUE(rank.has_value());
  EXPECT_EQ(rank->rank, 2);
  EXPECT_EQ(rank->size, 4);
  EXPECT_EQ(rank->launcher, "srun");
}

TEST_F(LauncherTest, KnowsSinceWhenItsParentRuns) {
  const auto start = launcher_start();
  ASSERT_TRUE(start.has_value());
  EXPECT_LT(*start, Clock::now());
}

}  // namespace
}  // namespace breakeven::launch
