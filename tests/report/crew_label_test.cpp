#include "report/crew_label.hpp"

#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

TEST(CrewLabel, ACommandIsCalledByItsWay) {
  EXPECT_EQ(crew_label(CrewKind::command, 1, 1, Share::memory), "command");
  EXPECT_EQ(crew_label(CrewKind::command, 8, 1, Share::memory), "command × 8");
  EXPECT_EQ(crew_label(CrewKind::command, 8, 2, Share::memory), "command × 4 × 2");
  EXPECT_EQ(crew_label(CrewKind::command, 1, 1, Share::memory, "loop"), "loop");
  EXPECT_EQ(crew_label(CrewKind::command, 8, 1, Share::memory, "fork pool"), "fork pool × 8");
}

TEST(CrewLabel, OtherCrewsAreWithTheirWay) {
  EXPECT_EQ(crew_label(CrewKind::threads, 1, 1, Share::memory), "1 thread");
  EXPECT_EQ(crew_label(CrewKind::fork, 2, 1, Share::pipe), "2 forked, pipe");
  EXPECT_EQ(crew_label(CrewKind::hybrid, 8, 2, Share::memory, "by rows"), "4 × 2 hybrid, by rows");
}

}  // namespace
}  // namespace breakeven::report
