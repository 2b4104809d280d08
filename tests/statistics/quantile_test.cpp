#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven {
namespace {

/// n, ..., 2, 1: a value is its own rank.
std::vector<double> ranks(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.rbegin(), values.rend(), 1.0);
  return values;
}

TEST(Quantile, IsAValueThatWasSeen) {
  EXPECT_EQ(quantile(ranks(20), 0.95), 19);
  EXPECT_EQ(quantile(ranks(21), 0.95), 20);
  EXPECT_EQ(quantile(ranks(20), 0.05), 1);
  EXPECT_EQ(quantile(ranks(3), 0.001), 1);
  EXPECT_EQ(quantile(ranks(3), 0.999), 3);
  EXPECT_EQ(quantile(ranks(7), 0.5), 4);
  EXPECT_EQ(quantile(ranks(100), 0.07), 7);  // 0.07 * 100 is 7.000000000000001
}

struct KnownRanks {
  int count;
  double share;
  double confidence;
  double low;
  double high;
};

class QuantileIntervalRanks : public testing::TestWithParam<KnownRanks> {};

// scipy 1.10: the greatest j with binom.cdf(j - 1, n, p) <= t and the least k with binom.sf(k - 1, n, p) <= t.
INSTANTIATE_TEST_SUITE_P(Statistics, QuantileIntervalRanks,
                         testing::Values(KnownRanks{20, 0.5, 0.95, 6, 15}, KnownRanks{100, 0.95, 0.95, 90, 100},
                                         KnownRanks{100, 0.05, 0.95, 1, 11}, KnownRanks{72, 0.95, 0.95, 64, 72},
                                         KnownRanks{1000, 0.99, 0.9, 985, 996},
                                         KnownRanks{100000, 0.5, 0.95, 49690, 50311},
                                         KnownRanks{50, 0.25, 0.99, 5, 22}));

TEST_P(QuantileIntervalRanks, AreScipys) {
  const auto [count, share, confidence, low, high] = GetParam();
  const auto interval = quantile_interval(ranks(count), share, confidence);
  ASSERT_TRUE(interval.has_value());
  EXPECT_EQ(interval->low, low);
  EXPECT_EQ(interval->high, high);
}

TEST(QuantileInterval, DoesNotExistForFewValues) {
  EXPECT_FALSE(quantile_interval(ranks(71), 0.95));
  EXPECT_FALSE(quantile_interval(ranks(71), 0.05));
  EXPECT_TRUE(quantile_interval(ranks(72), 0.05));
}

TEST(Quantile, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(quantile({}, 0.5), std::invalid_argument);
  EXPECT_THROW(quantile(std::vector{1.0, std::nan("")}, 0.5), std::invalid_argument);
  for (const double share : {0.0, 1.0, 95.0, std::nan("")}) {
    EXPECT_THROW(quantile(ranks(5), share), std::invalid_argument);
    EXPECT_THROW(quantile_interval(ranks(5), share), std::invalid_argument);
  }
  EXPECT_THROW(quantile_interval(ranks(5), 0.5, 1.0), std::invalid_argument);
}

TEST(Outliers, AreThoseBeyondTukeysFences) {
  // Hinges 2 and 4 (R's fivenum), so that the fences stand at -1 and 7, -4 and 10.
  const std::vector<double> values{10.5, 2, 3, 1, 4, -1.5, 2, 4, 3};
  const auto flags = flag_outliers(values);
  ASSERT_EQ(flags.size(), values.size());
  EXPECT_EQ(flags[0], Outlier::far_out);
  EXPECT_EQ(flags[5], Outlier::outside);
  for (const std::size_t usual : {1U, 2U, 3U, 4U, 6U, 7U, 8U}) EXPECT_EQ(flags[usual], Outlier::no) << usual;
}

TEST(Outliers, OnAFenceAreNone) {
  // Hinges 1 and 3 of 0 1 1 2 3 3 6: the upper fence is 6.
  for (const Outlier flag : flag_outliers(std::vector<double>{0, 1, 1, 2, 3, 3, 6})) EXPECT_EQ(flag, Outlier::no);
}

TEST(Outliers, AreNotSeenAmongFewValues) {
  EXPECT_TRUE(flag_outliers({}).empty());
  for (const Outlier flag : flag_outliers(std::vector<double>{1, 1, 1000})) EXPECT_EQ(flag, Outlier::no);
  EXPECT_THROW(flag_outliers(std::vector{1.0, std::nan("")}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
