#include "core/threads_per_rank.hpp"

#include <gtest/gtest.h>

namespace breakeven {
namespace {

TEST(ThreadsPerRank, AreTheSmallestDivisorAboveOne) {
  EXPECT_EQ(default_threads_per_rank(1), 1);
  EXPECT_EQ(default_threads_per_rank(2), 2);
  EXPECT_EQ(default_threads_per_rank(7), 7);
  EXPECT_EQ(default_threads_per_rank(8), 2);
  EXPECT_EQ(default_threads_per_rank(15), 3);
  EXPECT_EQ(default_threads_per_rank(49), 7);
}

}  // namespace
}  // namespace breakeven
