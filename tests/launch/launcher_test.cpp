#include "launch/launcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "breakeven/error.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

using ::testing::ElementsAre;
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
  static CrewOptions options(int workers, int threads_per_rank = 1) {
    CrewOptions chosen;
    chosen.kind = threads_per_rank > 1 ? CrewKind::hybrid : CrewKind::mpi;
    chosen.workers = workers;
    chosen.threads_per_rank = threads_per_rank;
    chosen.rank_executable = "/bin/true";
    return chosen;
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

TEST_F(LauncherTest, LaunchesRanksOfThreadsUnbound) {
  const auto command = launch_command(options(4, 2));
  ASSERT_GE(command.size(), 4U);
  EXPECT_EQ(command[0], "mpirun");
  EXPECT_EQ(command[2], "2");
  EXPECT_THAT(command, ::testing::IsSupersetOf({std::string("--bind-to"), std::string("none")}));
  EXPECT_EQ(command.back(), "/bin/true");
}

TEST_F(LauncherTest, OversubscribesOnlyWhenItHasTo) {
  const auto oversubscribes = [](int ranks) {
    const auto command = launch_command(options(ranks));
    return std::ranges::find(command, "--oversubscribe") != command.end();
  };
  EXPECT_FALSE(oversubscribes(os::usable_processors()));
  EXPECT_TRUE(oversubscribes(os::usable_processors() + 1));
  ::setenv("SLURM_JOB_ID", "1", 1);
  EXPECT_FALSE(oversubscribes(os::usable_processors() + 1));
}

TEST_F(LauncherTest, FillsInTheUsersOwn) {
  CrewOptions chosen = options(6);
  chosen.launcher = "srun -n {ranks}  --label=x{ranks}";
  EXPECT_THAT(launch_command(chosen), ElementsAre("srun", "-n", "6", "--label=x6", "/bin/true"));
  chosen.launcher = "  ";
  EXPECT_THROW(launch_command(chosen), UsageError);
}

TEST_F(LauncherTest, NamesAMissingExecutable) {
  CrewOptions chosen = options(2);
  chosen.rank_executable = "/no/such/rank";
  EXPECT_THAT([&] { launch_command(chosen); }, ::testing::ThrowsMessage<Error>(HasSubstr("/no/such/rank")));
}

TEST_F(LauncherTest, KnowsSinceWhenItsParentRuns) {
  const auto start = launcher_start();
  ASSERT_TRUE(start.has_value());
  EXPECT_LT(*start, Clock::now());
}

}  // namespace
}  // namespace breakeven::launch
