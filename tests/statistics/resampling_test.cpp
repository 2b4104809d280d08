#include "statistics/resampling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace breakeven::statistics {
namespace {

struct ResampledMedians {
  std::size_t count;
  double mean;
  double deviation;
};

class ResampledMedian : public testing::TestWithParam<ResampledMedians> {};

// NumPy 1.24, by really drawing and sorting: numpy.median(x[rng.integers(0, n, (400000, n))], axis=1) of x = 1 ... n.
INSTANTIATE_TEST_SUITE_P(Statistics, ResampledMedian,
                         testing::Values(ResampledMedians{5, 2.9993, 0.9906}, ResampledMedians{6, 3.4977, 1.0051},
                                         ResampledMedians{15, 7.9985, 1.8454}, ResampledMedians{16, 8.4996, 1.8390},
                                         ResampledMedians{25, 12.9929, 2.4235}, ResampledMedians{40, 20.4951, 3.0503}));

TEST_P(ResampledMedian, IsDistributedAsThatOfARealResample) {
  const auto [count, mean, deviation] = GetParam();
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 1.0);
  Random random(3);
  constexpr int draws = 100'000;
  double sum = 0;
  double squares = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const double deviation_of_draw = resampled_median(values, random) - mean;
    sum += deviation_of_draw;
    squares += deviation_of_draw * deviation_of_draw;
  }
  EXPECT_NEAR(sum / draws, 0, 5 * deviation / std::sqrt(draws));
  EXPECT_NEAR(std::sqrt(squares / draws), deviation, 0.015 * deviation);
}

TEST(ResampledMedian, OfOneOrTwoValues) {
  Random random(4);
  EXPECT_EQ(resampled_median(std::vector{7.0}, random), 7.0);
  int between = 0;
  for (int draw = 0; draw < 10'000; ++draw) between += resampled_median(std::vector{1.0, 3.0}, random) == 2.0 ? 1 : 0;
  EXPECT_NEAR(between, 5000, 250);
}

TEST(PercentileInterval, IsWiderForFewDegreesOfFreedom) {
  std::vector<double> estimates(10'000);
  std::iota(estimates.begin(), estimates.end(), 0.0);
  const Interval many = percentile_interval(estimates, 0.95, 100'000);
  EXPECT_EQ(many.low, 249);
  EXPECT_EQ(many.high, 9750);
  const Interval few = percentile_interval(estimates, 0.95, 7);
  EXPECT_EQ(few.low, 56);  // scipy.stats.norm.cdf(-sqrt(8 / 7) * scipy.stats.t.ppf(0.975, 7)) = 0.0057375
  EXPECT_EQ(few.high, 9943);
}

}  // namespace
}  // namespace breakeven::statistics
