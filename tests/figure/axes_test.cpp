#include "figure/axes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace breakeven::figure {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> labels_of(const Axis& axis) {
  std::vector<std::string> labels;
  for (const Tick& tick : axis.ticks) {
    if (!tick.label.empty()) labels.push_back(tick.label);
  }
  return labels;
}

Range range_of(double low, double high) {
  Range range;
  range.include(low);
  range.include(high);
  range.include(std::numeric_limits<double>::infinity());  // of no interval
  return range;
}

TEST(Axes, PowersOfTwoHaveTheirLabelsFirst) {
  EXPECT_THAT(labels_of(axis_of_workers({1, 2, 3, 4, 6}, 12)), ElementsAre("1", "2", "4", "8", "3", "6"));
  EXPECT_THAT(labels_of(axis_of_workers({24, 48}, 48)), ElementsAre("24", "48"));
}

TEST(Axes, HaveRoomBeyondWhatTheyShow) {
  for (const Axis& axis : {axis_of_workers({2, 8}, 16), axis_of_ratios(range_of(2, 16)), axis_of_sizes(range_of(2, 16)),
                           axis_of_seconds(range_of(2, 16))}) {
    EXPECT_LT(axis.low, 2);
    EXPECT_GT(axis.high, 16);
  }
  const Axis one = axis_of_seconds(range_of(3, 3));
  EXPECT_LT(one.low, 3);
  EXPECT_GT(one.high, 3);
}

TEST(Axes, RatiosAreNamedByPowersOfTwoUnlessTheyDifferMuch) {
  EXPECT_THAT(labels_of(axis_of_ratios(range_of(0.3, 7))), ElementsAre("0.5", "1", "2", "4"));
  EXPECT_THAT(labels_of(axis_of_ratios(range_of(0.002, 16))), ElementsAre("0.01", "0.1", "1", "10"));
}

TEST(Axes, NumbersHaveTheUnitsOfPeople) {
  EXPECT_THAT(labels_of(axis_of_seconds(range_of(2e-5, 20))),
              ElementsAre("100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s"));
  EXPECT_THAT(labels_of(axis_of_sizes(range_of(1e4, 1e8))), ElementsAre("10⁴", "10⁵", "10⁶", "10⁷", "10⁸"));
  EXPECT_THAT(labels_of(axis_of_percents(range_of(3, 80))), ElementsAre("0", "20", "40", "60", "80", "100"));
}

}  // namespace
}  // namespace breakeven::figure
