#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven {
namespace {

using Sample = std::vector<std::vector<double>>;

/// Eight launches of 6 to 13 repetitions, as the reference made them.
Sample example_launches() {
  Sample sample;
  for (int launch = 0; launch < 8; ++launch) {
    auto& repetitions = sample.emplace_back();
    for (int j = 0; j < 6 + launch; ++j) {
      repetitions.push_back(10 + 0.3 * launch + 0.17 * ((j * 7 + launch * 3) % 11) + 0.05 * j);
    }
  }
  return sample;
}

TEST(MedianOverLaunches, IsThatOfABootstrapByBruteForce) {
  const LaunchedMedian result =
      median_over_launches(example_launches(), {.confidence = 0.95, .resamples = 100'000, .seed = 5});
  EXPECT_NEAR(result.median, 12.0375, 1e-12);
  EXPECT_EQ(result.basis, IntervalBasis::launches);
  EXPECT_EQ(result.launches, 8U);
  EXPECT_EQ(result.count, 76U);
  ASSERT_TRUE(result.interval.has_value());
  // NumPy 1.24: 200,000 resamples of launches, then of repetitions (rng.integers), quantiles 0.0057375 and 0.9942625.
  EXPECT_NEAR(result.interval->low, 11.11, 0.04);
  EXPECT_NEAR(result.interval->high, 13.06, 0.04);
}

TEST(MedianOverLaunches, OfOneLaunchIsTheOrderStatisticsInterval) {
  const Sample sample{{}, {5, 1, 4, 2, 3, 6, 8, 7, 9, 10}, {}};
  const LaunchedMedian result = median_over_launches(sample);
  EXPECT_EQ(result.median, 5.5);
  EXPECT_EQ(result.launches, 1U);
  EXPECT_EQ(result.basis, IntervalBasis::repetitions);
  EXPECT_EQ(result.interval.value().low, median_interval(sample[1]).value().low);
  EXPECT_EQ(result.interval.value().high, median_interval(sample[1]).value().high);
}

TEST(MedianOverLaunches, OfSingleRepetitionsIsAPlainSample) {
  Sample sample;
  std::vector<double> pooled;
  for (int launch = 0; launch < 12; ++launch) pooled.push_back(sample.emplace_back(1, 3.0 * (launch % 5) + launch)[0]);
  const LaunchedMedian result = median_over_launches(sample);
  EXPECT_EQ(result.basis, IntervalBasis::launches);
  EXPECT_EQ(result.median, median(pooled));
  EXPECT_EQ(result.interval.value().low, median_interval(pooled).value().low);
}

TEST(MedianOverLaunches, HasNoIntervalFromTooFewLaunches) {
  for (std::size_t launches = 2; launches <= 6; ++launches) {
    const Sample sample(launches, std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    const LaunchedMedian result = median_over_launches(sample);
    EXPECT_EQ(result.median, 5);
    EXPECT_EQ(result.interval.has_value(), launches == 6) << launches;
    EXPECT_EQ(result.basis, launches == 6 ? IntervalBasis::launches : IntervalBasis::none);
  }
}

TEST(MedianOverLaunches, IsTheSameForTheSameSeed) {
  const auto interval = [](std::uint64_t seed) {
    return median_over_launches(example_launches(), {.confidence = 0.95, .resamples = 500, .seed = seed})
        .interval.value();
  };
  EXPECT_EQ(interval(1).low, interval(1).low);
  EXPECT_EQ(interval(1).high, interval(1).high);
  EXPECT_TRUE(interval(1).low != interval(2).low || interval(1).high != interval(2).high);
}

TEST(MedianOverLaunches, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(median_over_launches({}), std::invalid_argument);
  EXPECT_THROW(median_over_launches(Sample{{}, {}}), std::invalid_argument);
  EXPECT_THROW(median_over_launches(Sample{{1, std::nan("")}}), std::invalid_argument);
  EXPECT_THROW(median_over_launches(example_launches(), {.confidence = 95}), std::invalid_argument);
  EXPECT_THROW(median_over_launches(example_launches(), {.resamples = 0}), std::invalid_argument);
}

/// Launches differ by 10 %, repetitions in them have a skewed tail. The median of launches' medians is `scale`.
Sample simulated_launches(std::size_t launches, std::size_t repetitions, double scale, statistics::Random& random) {
  Sample sample(launches);
  for (auto& launch : sample) {
    const double level = scale * std::exp(0.1 * random.normal());
    for (std::size_t i = 0; i < repetitions; ++i) {
      launch.push_back(level * (1 + 0.05 * (-std::log(random.uniform()) - std::log(2.0))));
    }
  }
  return sample;
}

double covered(std::size_t launches, std::size_t repetitions) {
  constexpr int experiments = 300;
  statistics::Random random(11);
  int hits = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    const Sample sample = simulated_launches(launches, repetitions, 1, random);
    const auto interval = median_over_launches(sample, {.resamples = 400}).interval.value();
    hits += interval.low <= 1 && 1 <= interval.high ? 1 : 0;
  }
  return static_cast<double>(hits) / experiments;
}

TEST(MedianOverLaunches, CoversTheMedianOfLaunches) {
  for (const std::size_t launches : {6U, 7U, 10U}) {
    const double share = covered(launches, 25);
    EXPECT_GE(share, 0.92) << launches << " launches";  // 0.95 less more than two standard errors of 300 runs
    RecordProperty("covered_by_" + std::to_string(launches) + "_launches", std::to_string(share));
  }
}

TEST(MedianOverLaunches, OfManyRepetitionsIsFast) {
  statistics::Random random(12);
  const Sample sample = simulated_launches(20, 1000, 1, random);
  const auto begin = std::chrono::steady_clock::now();
  median_over_launches(sample);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  RecordProperty("seconds", std::to_string(taken.count()));
  EXPECT_LT(taken.count(), 1);  // about 0.01 s; the bound allows for sanitizers and a busy machine
}

TEST(RatioOfMedians, IsARatioOfSummaries) {
  const Sample above(7, std::vector<double>{2, 4, 6});
  const Sample below(7, std::vector<double>{1, 2, 3});
  const MedianRatio result = ratio_of_medians(above, below);
  EXPECT_EQ(result.ratio, 2);
  EXPECT_EQ(result.basis, IntervalBasis::launches);
  EXPECT_LE(result.interval.value().low, 2);
  EXPECT_GE(result.interval.value().high, 2);
}

TEST(RatioOfMedians, SpeaksForWhatTheWeakerSideDoes) {
  const Sample many(8, std::vector<double>{2, 4, 6});
  const Sample one{{1, 2, 3, 4, 5, 6, 7}};
  const Sample few(3, std::vector<double>{1, 2, 3});
  EXPECT_EQ(ratio_of_medians(many, one).basis, IntervalBasis::repetitions);
  EXPECT_EQ(ratio_of_medians(few, many).basis, IntervalBasis::none);
  EXPECT_FALSE(ratio_of_medians(few, many).interval);
  EXPECT_EQ(ratio_of_medians(few, many).ratio, 0.5);
}

TEST(RatioOfMedians, PairedLosesWhatBothSidesShare) {
  statistics::Random random(13);
  Sample above = simulated_launches(10, 30, 2, random);
  Sample below;
  for (const auto& launch : above) {  // half of it, with a ripple of its own
    auto& half = below.emplace_back();
    for (std::size_t i = 0; i < launch.size(); ++i) half.push_back(launch[i] / 2 * (i % 2 == 0 ? 1.001 : 0.999));
  }
  below[3].clear();
  const auto width = [&](Pairing pairing) {
    const Interval interval = ratio_of_medians(above, below, pairing).interval.value();
    return interval.high - interval.low;
  };
  EXPECT_LT(width(Pairing::by_launch), width(Pairing::independent) / 2);
  EXPECT_NEAR(ratio_of_medians(above, below, Pairing::by_launch).ratio, 2, 0.02);
}

TEST(RatioOfMedians, CoversTheTrueRatio) {
  constexpr int experiments = 300;
  statistics::Random random(14);
  int hits = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    const Sample above = simulated_launches(8, 20, 3, random);
    const Sample below = simulated_launches(12, 20, 2, random);
    const auto interval = ratio_of_medians(above, below, Pairing::independent, {.resamples = 400}).interval.value();
    hits += interval.low <= 1.5 && 1.5 <= interval.high ? 1 : 0;
  }
  EXPECT_GE(static_cast<double>(hits) / experiments, 0.92);
  RecordProperty("covered", hits);
}

TEST(RatioOfMedians, RefusesWhatHasNoAnswer) {
  const Sample fine(7, std::vector<double>{1, 2, 3});
  EXPECT_THROW(ratio_of_medians(fine, Sample(7, std::vector<double>{0, 1})), std::invalid_argument);
  EXPECT_THROW(ratio_of_medians(fine, Sample(6, fine[0]), Pairing::by_launch), std::invalid_argument);
  EXPECT_THROW(ratio_of_medians({}, fine), std::invalid_argument);
  EXPECT_THROW(ratio_of_medians(fine, Sample{{}}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
