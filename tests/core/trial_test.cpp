#include "breakeven/trial.hpp"

#include <gtest/gtest.h>

namespace breakeven {
namespace {

Trial trial_with_work(std::vector<int> milliseconds) {
  Trial trial;
  for (const int time : milliseconds) {
    trial.workers_detail.emplace_back().phases[Phase::work] = std::chrono::milliseconds(time);
  }
  return trial;
}

TEST(LagOfSlowest, IsRelativeToTheMedian) {
  EXPECT_DOUBLE_EQ(lag_of_slowest(trial_with_work({10, 15, 10})).value(), 0.5);
  EXPECT_DOUBLE_EQ(lag_of_slowest(trial_with_work({10, 20, 30, 50})).value(), 1.0);
  EXPECT_DOUBLE_EQ(lag_of_slowest(trial_with_work({10})).value(), 0.0);
}

TEST(LagOfSlowest, IsNotDefinedWithoutWork) {
  EXPECT_FALSE(lag_of_slowest(trial_with_work({})).has_value());
  EXPECT_FALSE(lag_of_slowest(trial_with_work({0, 0})).has_value());
}

}  // namespace
}  // namespace breakeven
