#include <gmock/gmock.h>

#include "launch/open_mpi_notice.hpp"

namespace breakeven::launch {
namespace {

TEST(OpenMpiNotice, NamesTheDeadRank) {
  const auto dead = open_mpi_notice(
      "--------\nPrimary job  terminated normally, but 1 process returned a non-zero exit code.\n--------\n"
      "mpirun noticed that process rank 3 with PID 4711 on node n1.cluster exited on signal 9 (Killed).\n--------\n");
  ASSERT_TRUE(dead);
  EXPECT_EQ(dead->rank, 3);
  EXPECT_EQ(dead->pid, 4711);
  EXPECT_EQ(dead->signal, 9);
}

TEST(OpenMpiNotice, IsFoundAfterOtherWordsOfAProcessRank) {
  const auto dead = open_mpi_notice(
      "process rank 1 is happy\nprocess rank 2 with PID 0 on node a exited on signal 11 (Segmentation fault).");
  ASSERT_TRUE(dead);
  EXPECT_EQ(dead->rank, 2);
  EXPECT_EQ(dead->pid, 0);
  EXPECT_EQ(dead->signal, 11);
}

TEST(OpenMpiNotice, IsNotFoundInWhatElseMpirunSays) {
  EXPECT_FALSE(open_mpi_notice(""));
  EXPECT_FALSE(open_mpi_notice("process rank 3 with PID 4711 on node here exited with code 1"));
  EXPECT_FALSE(open_mpi_notice("There are not enough slots available in the system"));
}

}  // namespace
}  // namespace breakeven::launch
