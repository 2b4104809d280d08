#include "core/nearest.hpp"

#include <gtest/gtest.h>

namespace breakeven {
namespace {

const std::vector<std::string> keys{"workload", "workers", "where", "n"};

TEST(Nearest, IsTheNameWithTheFewestEdits) {
  EXPECT_EQ(nearest("wokers", keys), "workers");
  EXPECT_EQ(nearest("workloads", keys), "workload");
  EXPECT_EQ(nearest("m", keys), "n");
}

TEST(Nearest, IsNothingWhenAllAreFar) {
  EXPECT_EQ(nearest("temperature", keys), "");
  EXPECT_EQ(nearest("n", {}), "");
}

}  // namespace
}  // namespace breakeven
