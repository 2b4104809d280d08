#include "report/plot_scale.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

void expect_ticks(const PlotScale& scale, std::size_t at_most, const std::vector<double>& expected) {
  EXPECT_THAT(scale.ticks(at_most), Pointwise(::testing::DoubleEq(), expected));
}

TEST(PlotScale, PlacesAreSharesOfTheWay) {
  EXPECT_DOUBLE_EQ(PlotScale(1, 100, true).place(10), 0.5);
  EXPECT_DOUBLE_EQ(PlotScale(1, 5, false).place(2), 0.25);
  EXPECT_DOUBLE_EQ(PlotScale(3, 3, false).place(3), 0.5);
  EXPECT_FALSE(PlotScale(1, 5, true).has(0));
  EXPECT_TRUE(PlotScale(1, 5, false).has(0));
}

TEST(PlotScale, LinearTicksAreRound) {
  expect_ticks({0, 10, false}, 6, {0, 2, 4, 6, 8, 10});
  expect_ticks({0.3, 1.1, false}, 6, {0.4, 0.6, 0.8, 1.0});
  expect_ticks({-1, 1, false}, 3, {-1, 0, 1});
}

TEST(PlotScale, LogarithmicTicksAreDenserWhereThereIsRoom) {
  expect_ticks({1, 50, true}, 6, {1, 2, 5, 10, 20, 50});
  expect_ticks({1, 1e4, true}, 6, {1, 10, 100, 1000, 1e4});
  expect_ticks({1e-6, 1e6, true}, 7, {1e-6, 1e-4, 1e-2, 1, 1e2, 1e4, 1e6});
  expect_ticks({1.1, 1.9, true}, 6, {1.2, 1.4, 1.6, 1.8});
}

TEST(PlotScale, NeverMoreTicksThanAsked) {
  for (const double high : {1.001, 1.5, 3.0, 9.0, 77.0, 1e3, 1e9, 1e18}) {
    for (std::size_t most = 2; most < 9; ++most) {
      EXPECT_LE(PlotScale(1, high, true).ticks(most).size(), most) << high;
      EXPECT_LE(PlotScale(1, high, false).ticks(most).size(), most) << high;
    }
  }
}

}  // namespace
}  // namespace breakeven::report
