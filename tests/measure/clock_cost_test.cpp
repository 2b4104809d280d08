#include "measure/clock_cost.hpp"

#include <gtest/gtest.h>

namespace breakeven::measure {
namespace {

TEST(ClockCost, IsThatOfAnyMachineThisRunsOn) {
  const ClockCost cost = measure_clock();
  EXPECT_GT(cost.reading_seconds, 1e-9);
  EXPECT_LT(cost.reading_seconds, 1e-5);
  EXPECT_GE(cost.resolution.count(), 1);
  EXPECT_LT(cost.resolution.count(), 10'000'000);
}

}  // namespace
}  // namespace breakeven::measure
