// Which observations are too short for the clock.
#include "overhead/series.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace breakeven::overhead {
namespace {

constexpr double reading = 1e-8;  // 20 of them are 2e-7

std::size_t short_of(Series series) {
  std::vector<Series> all{std::move(series)};
  flag_short_observations(all, reading);
  return all.front().short_observations;
}

Series timed(std::vector<double> values) {
  Series series;
  series.launches = {std::move(values)};
  return series;
}

TEST(ShortObservations, AreShorterThanTwentyReadings) { EXPECT_EQ(short_of(timed({1e-7, 1.9e-7, 2.1e-7, 1})), 2U); }

TEST(ShortObservations, AreTimedTogetherWithOthersOfTheirBatch) {
  Series batch = timed({1e-9, 1e-9});
  batch.operations = {256};
  EXPECT_EQ(short_of(batch), 0U);
  batch.operations = {0};
  EXPECT_EQ(short_of(batch), 0U) << "no stretch of time";
  batch.launches.push_back({1e-9});
  EXPECT_EQ(short_of(batch), 1U) << "a launch of which nothing is said";
}

TEST(ShortObservations, AreTimesOtherThanZeroThatCount) {
  EXPECT_EQ(short_of(timed({0, 0})), 0U);
  Series warm = timed({1e-7, 1e-7, 1e-7});
  warm.warm_up = 2;
  EXPECT_EQ(short_of(warm), 1U);
  Series bytes = timed({1e-7});
  bytes.unit = "B";
  EXPECT_EQ(short_of(bytes), 0U);
}

TEST(Counted, IsNothingOfWarmUpAndKeepsItsPlace) {
  Series series = timed({1, 2, 3});
  series.launches = {{1, 2, 3}, {4, 5}, {}, {6}};
  series.warm_up = 1;
  series.warm_up_launches = 1;
  EXPECT_EQ(counted(series), (std::vector<std::vector<double>>{{}, {5}, {}, {}}));
}

}  // namespace
}  // namespace breakeven::overhead
