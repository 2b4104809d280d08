#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven {
namespace {

using Values = std::vector<double>;

TEST(ModifiedZ, SeesTwoOutliersThatHideEachOtherFromDeviations) {
  const Values values{2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3};
  const auto scores = modified_z_scores(values);
  // By hand: median 2.45, distances from it 0.35 0.15 0.05 0.05 0.15 0.35 0.15 0.15 5.75 5.85, their median 0.15.
  EXPECT_NEAR(scores[0], -0.6745 * 0.35 / 0.15, 1e-9);
  EXPECT_NEAR(scores[8], 0.6745 * 5.75 / 0.15, 1e-9);
  const auto flags = flag_by_modified_z(values);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(flags[i], i < 8 ? Outlier::no : Outlier::outside) << i;
}

TEST(ModifiedZ, FlagsBeyondTheLimitOnly) {
  // Median 3, median distance 1: 3.5 is 5.189 away.
  const Values values{1, 2, 3, 4, 3 + 5.18};
  EXPECT_EQ(flag_by_modified_z(values)[4], Outlier::no);
  EXPECT_EQ(flag_by_modified_z(Values{1, 2, 3, 4, 3 + 5.20})[4], Outlier::outside);
  EXPECT_EQ(flag_by_modified_z(Values{1, 2, 3, 4, 3 - 5.20})[4], Outlier::no);  // the median is 2 then
}

TEST(ModifiedZ, WhereMostValuesAreEqualTakesTheMeanDistance) {
  const auto scores = modified_z_scores(Values{5, 5, 5, 5, 10});
  EXPECT_NEAR(scores[4], 0.7979 * 5, 1e-9);  // the mean distance is 1
  EXPECT_EQ(scores[0], 0);
  EXPECT_EQ(modified_z_scores(Values{5, 5, 5}), (Values{0, 0, 0}));
}

TEST(ModifiedZ, OfNothingIsNothing) {
  EXPECT_TRUE(modified_z_scores({}).empty());
  EXPECT_TRUE(flag_by_modified_z({}).empty());
  EXPECT_THROW(modified_z_scores(Values{1, std::nan("")}), std::invalid_argument);
}

TEST(HarmonicMean, IsWorkOverTime) {
  EXPECT_DOUBLE_EQ(harmonic_mean(Values{60, 30}), 40);  // there and back
  EXPECT_DOUBLE_EQ(harmonic_mean(Values{7}), 7);
  EXPECT_THROW(harmonic_mean({}), std::invalid_argument);
  EXPECT_THROW(harmonic_mean(Values{1, 0}), std::invalid_argument);
  EXPECT_THROW(harmonic_mean(Values{1, std::nan("")}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
