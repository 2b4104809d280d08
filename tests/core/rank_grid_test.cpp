#include "core/rank_grid.hpp"

#include <gtest/gtest.h>

namespace breakeven {
namespace {

TEST(Grid, HasAsManyRowsAsColumnsOrMore) {
  for (int ranks = 1; ranks <= 1024; ++ranks) {
    const auto grid = grid_for(ranks);
    if (!grid) continue;
    EXPECT_EQ(grid->rows * grid->columns, ranks);
    EXPECT_GE(grid->rows, grid->columns);
    EXPECT_GE(grid->columns, 2);
  }
  EXPECT_EQ(grid_for(64)->columns, 8);
  EXPECT_EQ(grid_for(8)->columns, 2);
  EXPECT_EQ(grid_for(12)->columns, 3);
}

TEST(Grid, DoesNotExistForPrimesAndFewRanks) {
  for (const int ranks : {1, 2, 3, 5, 7, 61}) EXPECT_FALSE(grid_for(ranks)) << ranks;
}

TEST(Grid, PaysForSmallSharesOnManyRanks) {
  const Grid large{32, 32};
  EXPECT_TRUE(grid_pays(large, 8 * 2'300'000));  // 961 start-ups of 2 us against 1.84 ms
  EXPECT_FALSE(grid_pays(large, 8 * 2'500'000));
  EXPECT_TRUE(grid_pays({4, 2}, 50'000));
  EXPECT_FALSE(grid_pays({4, 2}, 70'000));
}

}  // namespace
}  // namespace breakeven
