#include "breakeven/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace breakeven {
namespace {

/// 1, 2, ..., n in an order that is not sorted: a value is its own rank.
std::vector<double> shuffled_ranks(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 1.0);
  std::ranges::shuffle(values, std::mt19937_64(2026));
  return values;
}

/// The probability that the median lies between the order statistics of ranks low and high: of n fair coins, at
/// least low and fewer than high show heads.
double exact_coverage(int n, int low, int high) {
  double probability = 0;
  for (int heads = low; heads < high; ++heads) {
    const double log_ways = std::lgamma(n + 1.0) - std::lgamma(heads + 1.0) - std::lgamma(n - heads + 1.0);
    probability += std::exp(log_ways - n * std::log(2.0));
  }
  return probability;
}

TEST(Median, IsTheMiddleValue) {
  EXPECT_EQ(median(std::vector{4.25}), 4.25);
  EXPECT_EQ(median(std::vector{9.0, 1.0, 5.0}), 5.0);
  EXPECT_EQ(median(std::vector{7.0, -1.0, 3.0, 4.0}), 3.5);
  EXPECT_EQ(median(std::vector{2.0, 2.0, 2.0, 8.0}), 2.0);
  EXPECT_EQ(median(std::vector{1.0, 2.0, 1000.0, 1e300, 1e300}), 1000.0);
}

TEST(Median, OfTwoHugeValuesDoesNotOverflow) {
  const double huge = std::numeric_limits<double>::max();
  EXPECT_EQ(median(std::vector{huge, huge}), huge);
}

TEST(Median, LeavesItsInputAlone) {
  const std::vector<double> values{3, 1, 2, 5, 4, 0};
  const std::vector<double> before = values;
  EXPECT_EQ(median(values), 2.5);
  EXPECT_EQ(values, before);
}

TEST(Statistics, RefuseWhatHasNoAnswer) {
  const std::vector<double> none;
  const std::vector<double> with_nan{1, 2, std::nan(""), 4};
  const std::vector<double> fine{1, 2, 3, 4, 5, 6, 7};
  EXPECT_THROW(median(none), std::invalid_argument);
  EXPECT_THROW(median(with_nan), std::invalid_argument);
  EXPECT_THROW(median_interval(none), std::invalid_argument);
  EXPECT_THROW(median_interval(with_nan), std::invalid_argument);
  EXPECT_THROW(summarise(none), std::invalid_argument);
  for (const double confidence : {0.0, 1.0, -0.5, 95.0, std::nan("")}) {
    EXPECT_THROW(median_interval(fine, confidence), std::invalid_argument) << confidence;
    EXPECT_THROW(summarise(fine, confidence), std::invalid_argument) << confidence;
  }
}

struct KnownMedianRanks {
  int count;
  double confidence;
  double low;
  double high;
};

// Computed apart from this code, in Python, with the quantile found by bisecting math.erf.
class MedianIntervalRanks : public testing::TestWithParam<KnownMedianRanks> {};

TEST_P(MedianIntervalRanks, AreTheKnownOnes) {
  const auto [count, confidence, low, high] = GetParam();
  const auto interval = median_interval(shuffled_ranks(count), confidence);
  ASSERT_TRUE(interval.has_value());
  EXPECT_EQ(interval->low, low);
  EXPECT_EQ(interval->high, high);
}

INSTANTIATE_TEST_SUITE_P(Statistics, MedianIntervalRanks,
                         testing::Values(KnownMedianRanks{6, 0.95, 1, 6}, KnownMedianRanks{10, 0.95, 1, 10},
                                         KnownMedianRanks{20, 0.95, 5, 16}, KnownMedianRanks{30, 0.95, 9, 22},
                                         KnownMedianRanks{50, 0.95, 18, 33}, KnownMedianRanks{100, 0.95, 40, 61},
                                         KnownMedianRanks{1000, 0.95, 469, 532}, KnownMedianRanks{10, 0.90, 2, 9},
                                         KnownMedianRanks{20, 0.90, 6, 15}, KnownMedianRanks{100, 0.90, 41, 60},
                                         KnownMedianRanks{20, 0.99, 4, 17}, KnownMedianRanks{100, 0.99, 37, 64},
                                         KnownMedianRanks{1000, 0.99, 459, 542}),
                         [](const auto& instance) {
                           return "n" + std::to_string(instance.param.count) + "_at_" +
                                  std::to_string(std::lround(instance.param.confidence * 100));
                         });

TEST(MedianInterval, DoesNotExistForFewValues) {
  for (int n = 1; n <= 5; ++n) EXPECT_FALSE(median_interval(shuffled_ranks(n), 0.95)) << n;
  EXPECT_TRUE(median_interval(shuffled_ranks(6), 0.95));
  EXPECT_FALSE(median_interval(shuffled_ranks(7), 0.99));
  EXPECT_TRUE(median_interval(shuffled_ranks(8), 0.99));
}

TEST(MedianInterval, IsNeverNarrowerThanItPromises) {
  for (const double confidence : {0.5, 0.9, 0.95, 0.99, 0.999}) {
    for (int n = 2; n <= 300; ++n) {
      const auto interval = median_interval(shuffled_ranks(n), confidence);
      if (!interval) continue;
      const double coverage = exact_coverage(n, static_cast<int>(interval->low), static_cast<int>(interval->high));
      EXPECT_GE(coverage, confidence) << "n=" << n;
      // Nor much wider than whole ranks can be: both ends may be rounded out by one.
      if (n >= 100) {
        EXPECT_LE(coverage, confidence + 4 * exact_coverage(n, n / 2, n / 2 + 1)) << "n=" << n;
      }
    }
  }
}

TEST(MedianInterval, CoversTheMedianOfASkewedDistribution) {
  constexpr int experiments = 20'000;
  constexpr int sample_size = 25;
  const double true_median = std::log(2.0);  // of the exponential distribution with mean 1
  std::mt19937_64 random(20'260'101);
  int covered = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    std::vector<double> sample(sample_size);
    for (double& value : sample) value = -std::log1p(-static_cast<double>(random() >> 11) * 0x1p-53);
    const auto interval = median_interval(sample).value();
    covered += interval.low <= true_median && true_median <= interval.high ? 1 : 0;
  }
  // Ranks 7 and 19 of 25 cover the median with probability 0.98537 (binomial); four standard errors are 0.0034.
  EXPECT_NEAR(static_cast<double>(covered) / experiments, 0.98537, 0.0034);
}

TEST(MedianInterval, ContainsTheMedianAndGrowsWithConfidence) {
  const std::vector<double> values{0.31, 0.29, 0.33, 0.30, 0.95, 0.28, 0.32, 0.305, 0.31, 0.40, 0.27, 0.35};
  const auto at_90 = median_interval(values, 0.90).value();
  const auto at_99 = median_interval(values, 0.99).value();
  EXPECT_LE(at_99.low, at_90.low);
  EXPECT_LE(at_90.low, median(values));
  EXPECT_GE(at_90.high, median(values));
  EXPECT_GE(at_99.high, at_90.high);
}

TEST(Summary, GathersEverything) {
  const std::vector<double> values{12, 3, 7, 8, 5, 20, 1, 9};
  const MedianSummary summary = summarise(values);
  EXPECT_EQ(summary.median, 7.5);
  EXPECT_EQ(summary.minimum, 1);
  EXPECT_EQ(summary.maximum, 20);
  EXPECT_EQ(summary.count, 8U);
  ASSERT_TRUE(summary.interval.has_value());
  EXPECT_EQ(summary.interval->low, 1);
  EXPECT_EQ(summary.interval->high, 20);
}

TEST(Summary, OfOneValueHasNoInterval) {
  const MedianSummary summary = summarise(std::vector{2.5});
  EXPECT_EQ(summary.median, 2.5);
  EXPECT_EQ(summary.minimum, 2.5);
  EXPECT_EQ(summary.maximum, 2.5);
  EXPECT_FALSE(summary.interval.has_value());
}

TEST(Summary, AgreesWithItsParts) {
  const auto values = shuffled_ranks(37);
  const MedianSummary summary = summarise(values, 0.9);
  const auto interval = median_interval(values, 0.9).value();
  EXPECT_EQ(summary.median, median(values));
  EXPECT_EQ(summary.interval->low, interval.low);
  EXPECT_EQ(summary.interval->high, interval.high);
}

TEST(Summary, OfSortedValuesIsTheSame) {
  const auto values = shuffled_ranks(37);
  auto sorted = values;
  std::ranges::sort(sorted);
  const MedianSummary summary = summarise_sorted(sorted, 0.9);
  EXPECT_EQ(summary.median, summarise(values, 0.9).median);
  EXPECT_EQ(summary.interval->low, summarise(values, 0.9).interval->low);
  EXPECT_EQ(summary.maximum, 37);
  EXPECT_THROW(summarise_sorted({}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
