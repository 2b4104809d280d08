#include "statistics/crossing.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace breakeven::statistics {
namespace {

const std::vector<double> x{0, 1, 2, 4};

TEST(Crossing, IsTheLastOneFromWhichACurveStaysBelow) {
  EXPECT_DOUBLE_EQ(last_descent(x, std::vector<double>{2, 1, -1, -2}), 1.5);
  EXPECT_DOUBLE_EQ(last_descent(x, std::vector<double>{-1, 1, 3, -3}), 3);
  EXPECT_EQ(last_descent(x, std::vector<double>{-1, -1, -1, -1}), -beyond_range);
  EXPECT_EQ(last_descent(x, std::vector<double>{-1, -1, -1, 0}), beyond_range);
  EXPECT_EQ(last_descent(x, std::vector<double>{1, 1, -1, 1}), beyond_range);
}

TEST(Crossing, IsTheFirstOneUpToWhichACurveHasStayedAbove) {
  EXPECT_DOUBLE_EQ(first_descent(x, std::vector<double>{2, 1, -1, 2}), 1.5);
  EXPECT_EQ(first_descent(x, std::vector<double>{-1, 1, 1, 1}), -beyond_range);
  EXPECT_EQ(first_descent(x, std::vector<double>{1, 1, 1, 0}), beyond_range);
}

TEST(Crossing, KnowsAllStretchesBelow) {
  const auto stretches = below_zero(x, std::vector<double>{-1, 1, 3, -3});
  ASSERT_EQ(stretches.size(), 2U);
  EXPECT_DOUBLE_EQ(stretches[0].low, 0);
  EXPECT_DOUBLE_EQ(stretches[0].high, 0.5);
  EXPECT_DOUBLE_EQ(stretches[1].low, 3);
  EXPECT_DOUBLE_EQ(stretches[1].high, 4);
  EXPECT_TRUE(below_zero(x, std::vector<double>{0, 1, 3, 3}).empty());
}

TEST(Crossing, HasAnIntervalThatMayReachToInfinity) {
  std::vector<double> places(1000, 5);
  for (std::size_t i = 0; i < 100; ++i) places[i] = beyond_range;
  const Interval interval = percentiles_of_places(places, 0.95, 30);
  EXPECT_EQ(interval.low, 5);
  EXPECT_EQ(interval.high, beyond_range);
  for (std::size_t i = 0; i < 95; ++i) places[i] = 4;
  EXPECT_EQ(percentiles_of_places(places, 0.95, 30).high, 5);
}

TEST(Crossing, WidensIntervalsOfFewDegrees) {
  std::vector<double> places(2000);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<double>(i);
  const Interval many = percentiles_of_places(places, 0.95, 1e6);
  EXPECT_NEAR(many.low, 50, 2);
  EXPECT_NEAR(many.high, 1950, 2);
  const Interval few =
      percentiles_of_places(places, 0.95, 4);  // scipy.stats.norm.cdf(-scipy.stats.t.ppf(0.975, 4)) 2000
  EXPECT_NEAR(few.low, 5.5, 2);
}

}  // namespace
}  // namespace breakeven::statistics
