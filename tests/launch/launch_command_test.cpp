#include "launch/launch_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

class LaunchCommandTest : public ::testing::Test {
 protected:
  LaunchCommandTest() {
    ::unsetenv("SLURM_JOB_ID");
    ::unsetenv("SLURM_JOB_NUM_NODES");
  }
  static void be_in_a_job_of(const char* nodes) {
    ::setenv("SLURM_JOB_ID", "1", 1);
    ::setenv("SLURM_JOB_NUM_NODES", nodes, 1);
  }
};

CrewOptions crew(int workers, int threads_per_rank = 1, int nodes = 1) {
  CrewOptions options;
  options.kind = threads_per_rank > 1 ? CrewKind::hybrid : CrewKind::mpi;
  options.workers = workers;
  options.threads_per_rank = threads_per_rank;
  options.nodes = nodes;
  options.rank_executable = "/bin/true";
  return options;
}

/// The words without the program and what is there for the environment.
std::vector<std::string> arguments(const CrewOptions& options) {
  std::vector<std::string> words = launch_command(options);
  EXPECT_EQ(words.back(), "/bin/true");
  words.pop_back();
  for (auto at = words.begin(); at != words.end();) at = *at == "-x" ? words.erase(at, at + 2) : at + 1;
  return words;
}

CrewOptions bound(CrewOptions options, const char* binding) {
  options.binding = binding;
  return options;
}

CrewOptions launched_by(CrewOptions options, const char* launcher) {
  options.launcher = launcher;
  return options;
}

TEST_F(LaunchCommandTest, OneRankIsMpiruns) { EXPECT_THAT(arguments(crew(1)), ElementsAre("mpirun", "-n", "1")); }

TEST_F(LaunchCommandTest, RanksOfThreadsAreUnbound) {
  be_in_a_job_of("1");
  EXPECT_THAT(arguments(crew(4, 2)), ElementsAre("mpirun", "-n", "2", "--bind-to", "none"));
}

TEST_F(LaunchCommandTest, OversubscribesOnlyWhenItHasTo) {
  const auto oversubscribes = [](const CrewOptions& options) {
    const auto command = launch_command(options);
    return std::ranges::find(command, "--oversubscribe") != command.end();
  };
  const int processors = os::usable_processors();
  EXPECT_FALSE(oversubscribes(crew(processors)));
  EXPECT_TRUE(oversubscribes(crew(processors + 1)));
  EXPECT_FALSE(oversubscribes(crew(2 * (processors + 1), 1, 2))) << "how many other hosts have is not known here";
  ::setenv("SLURM_JOB_ID", "1", 1);
  EXPECT_FALSE(oversubscribes(crew(processors + 1)));
}

TEST_F(LaunchCommandTest, SpreadsRanksOverNodes) {
  EXPECT_THAT(arguments(crew(6, 1, 3)), ElementsAre("mpirun", "-n", "6", "--map-by", "ppr:2:node"));
  EXPECT_THAT(arguments(crew(12, 2, 3)),
              ElementsAre("mpirun", "-n", "6", "--map-by", "ppr:2:node", "--bind-to", "none"));
}

TEST_F(LaunchCommandTest, KeepsRanksOnOneNodeOfALargerAllocation) {
  be_in_a_job_of("3");
  EXPECT_THAT(arguments(crew(4)), ElementsAre("mpirun", "-n", "4", "--map-by", "ppr:4:node"));
  EXPECT_THAT(arguments(crew(4, 1, 0)), ElementsAre("mpirun", "-n", "4")) << "no number of nodes was asked for";
  be_in_a_job_of("1");
  EXPECT_THAT(arguments(crew(4)), ElementsAre("mpirun", "-n", "4"));
}

TEST_F(LaunchCommandTest, BindsAsItIsTold) {
  be_in_a_job_of("1");
  EXPECT_THAT(arguments(bound(crew(2), "core")), ElementsAre("mpirun", "-n", "2", "--bind-to", "core"));
  EXPECT_THAT(arguments(bound(crew(4, 2), "socket")), ElementsAre("mpirun", "-n", "2", "--bind-to", "socket"));
}

TEST_F(LaunchCommandTest, ARankBoundToCoresHasOneForEachThread) {
  be_in_a_job_of("1");
  EXPECT_THAT(arguments(bound(crew(6, 3), "core")),
              ElementsAre("mpirun", "-n", "2", "--map-by", "slot:pe=3", "--bind-to", "core"));
  EXPECT_THAT(arguments(bound(crew(12, 3, 2), "core")),
              ElementsAre("mpirun", "-n", "4", "--map-by", "ppr:2:node:pe=3", "--bind-to", "core"));
}

TEST_F(LaunchCommandTest, RanksElsewhereAreToldWhereTheirDriverIs) {
  for (const char* launcher : {"", "mpirun -n {ranks}", "/opt/bin/mpiexec --hostfile hosts -n {ranks}"}) {
    EXPECT_THAT(launch_command(launched_by(crew(2), launcher)),
                AllOf(Contains("-x"), Contains("BREAKEVEN_CONNECT"), Contains("BREAKEVEN_THREADS_PER_RANK"),
                      Contains("BREAKEVEN_BINDING"), Contains("BREAKEVEN_WORKER_BOARDS")));
  }
  EXPECT_THAT(launch_command(launched_by(crew(2), "srun -n {ranks}")), Not(Contains("-x"))) << "srun hands on all";
}

TEST_F(LaunchCommandTest, FillsInTheUsersOwn) {
  EXPECT_THAT(launch_command(launched_by(crew(6), "srun -n {ranks}  --label=x{ranks}-{ranks}")),
              ElementsAre("srun", "-n", "6", "--label=x6-6", "/bin/true"));
  EXPECT_THAT(launch_command(launched_by(crew(12, 3, 2),
                                         "srun --mpi=pmix -N{nodes} -n {ranks} --ntasks-per-node={ranks_per_node} "
                                         "-c{threads} --comment=}{ --x={")),
              ElementsAre("srun", "--mpi=pmix", "-N2", "-n", "4", "--ntasks-per-node=2", "-c3", "--comment=}{", "--x={",
                          "/bin/true"));
  EXPECT_THAT(
      arguments(launched_by(crew(4, 1, 2), "mpirun --hostfile hosts -n {ranks} --map-by ppr:{ranks_per_node}:node")),
      ElementsAre("mpirun", "--hostfile", "hosts", "-n", "4", "--map-by", "ppr:2:node"));
}

TEST_F(LaunchCommandTest, SplitsTheUsersOwnAsAShellWould) {
  EXPECT_THAT(arguments(launched_by(crew(2), "mpirun --hostfile 'my hosts' -n {ranks}")),
              ElementsAre("mpirun", "--hostfile", "my hosts", "-n", "2"));
}

TEST_F(LaunchCommandTest, RefusesWhatItCannotFillIn) {
  EXPECT_THROW(launch_command(launched_by(crew(2), "  ")), UsageError);
  EXPECT_THAT([] { launch_command(launched_by(crew(2), "srun -n {rank}")); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("{rank}"), HasSubstr("ranks_per_node"))));
}

TEST_F(LaunchCommandTest, NamesAMissingExecutable) {
  CrewOptions options = crew(2);
  options.rank_executable = "/no/such/rank";
  EXPECT_THAT([&] { launch_command(options); }, ThrowsMessage<Error>(HasSubstr("/no/such/rank")));
}

}  // namespace
}  // namespace breakeven::launch
