#include "statistics/launched_levels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "statistics/curve_bootstrap.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {
namespace {

using Level = std::vector<std::vector<double>>;

LaunchedLevels levels_of(const std::vector<Level>& levels, Pairing pairing = Pairing::independent) {
  return LaunchedLevels(std::vector<Launches>(levels.begin(), levels.end()), pairing);
}

Level single_values(std::initializer_list<double> values) {
  Level level;
  for (const double value : values) level.push_back({value});
  return level;
}

TEST(LaunchedLevels, HaveMediansOverLaunches) {
  const auto levels = levels_of({{{1, 2, 30}, {}, {4}, {6, 8}}, {{5, 6, 7, 8}}});
  EXPECT_EQ(levels.medians(), (std::vector<double>{4, 6.5}));
  EXPECT_EQ(levels.count(0), 3U);  // launches
  EXPECT_EQ(levels.count(1), 4U);  // repetitions
}

TEST(LaunchedLevels, KnowWhatTheySpeakFor) {
  const Level three = single_values({1, 2, 3});
  const Level only{{1, 2, 3}};
  EXPECT_EQ(levels_of({three, three}).basis(), IntervalBasis::launches);
  EXPECT_EQ(levels_of({three, only}).basis(), IntervalBasis::repetitions);
  EXPECT_EQ(levels_of({three, {{1, 2, 3}, {1, 2, 3}}}).basis(), IntervalBasis::none);
  EXPECT_EQ(levels_of({three, {{1, 2, 3}, {1, 2, 3}}}).first_without_basis(), 1U);
  EXPECT_EQ(levels_of({three, three}).first_without_basis(), std::nullopt);
  EXPECT_EQ(levels_of({}).basis(), IntervalBasis::none);
}

TEST(LaunchedLevels, RefuseWhatIsNoCurve) {
  EXPECT_THROW(levels_of({single_values({1, 2}), {{}, {}}}), std::invalid_argument);
  EXPECT_THROW(levels_of({{{1, std::nan("")}}}), std::invalid_argument);
  EXPECT_THROW(levels_of({single_values({1, 2}), single_values({1})}, Pairing::by_launch), std::invalid_argument);
  EXPECT_THROW(levels_of({{{1}, {}}, {{}, {1}}}, Pairing::by_launch), std::invalid_argument);
}

struct ExcessCase {
  std::size_t count;
  double excess;
  double degrees;
};

TEST(ResampledMedian, SpreadsAsComputed) {
  const std::vector<ExcessCase> cases{
#include "resampled_median.inc"
  };
  for (const auto& [count, excess, degrees] : cases) {
    EXPECT_NEAR(resampled_median_excess(count) / excess, 1, 0.07) << count;
    EXPECT_NEAR(resampled_median_degrees(count) / degrees, 1, 0.2) << count;
  }
}

/// Standard deviation of what `quantity` gives of resamples.
template <typename Quantity>
double deviation(const CurveBootstrap& bootstrap, Quantity quantity) {
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < bootstrap.size(); ++i) {
    const double value = quantity(bootstrap.medians(i));
    sum += value;
    squares += value * value;
  }
  const auto n = static_cast<double>(bootstrap.size());
  return std::sqrt(squares / n - sum / n * sum / n);
}

TEST(CurveBootstrap, DrawsMediansThatDeviateAsTheMedianDoes) {
  // Of 1 to 9, by really drawing: numpy.median(x[rng.integers(0, 9, (400000, 9))], axis=1).std() is 1.390.
  const auto levels = levels_of({single_values({1, 2, 3, 4, 5, 6, 7, 8, 9})});
  const CurveBootstrap bootstrap(levels, {.resamples = 50'000});
  EXPECT_NEAR(deviation(bootstrap, [](auto medians) { return medians[0]; }), 1.390 / resampled_median_excess(9), 0.03);
  EXPECT_NEAR(bootstrap.relative_spread(0), 1.390 / resampled_median_excess(9) / 5, 0.006);
}

TEST(CurveBootstrap, ResamplesPairedLaunchesTogether) {
  const Level one = single_values({1, 2, 3, 4, 5, 6, 7});
  const Level twice = single_values({2, 4, 6, 8, 10, 12, 14});
  const auto ratio = [](auto medians) { return medians[1] / medians[0]; };
  const auto paired = levels_of({one, twice}, Pairing::by_launch);
  EXPECT_NEAR(deviation(CurveBootstrap(paired, {}), ratio), 0, 1e-6);
  EXPECT_GT(deviation(CurveBootstrap(levels_of({one, twice}), {}), ratio), 0.1);
}

TEST(CurveBootstrap, PairedLeavesOutLaunchesThatAreNotWhole) {
  const auto levels = levels_of({{{1}, {2}, {3}, {100}}, {{4}, {5}, {6}, {}}}, Pairing::by_launch);
  EXPECT_EQ(levels.medians(), (std::vector<double>{2, 5}));
}

TEST(CurveBootstrap, HasTheDegreesOfTheLevelsThatCount) {
  const Level noisy = single_values({1, 2, 3, 4, 5});
  const Level quiet = single_values({3, 3.0001, 3.0002, 3.0003, 3.0004});
  const auto width = [](const std::vector<Level>& levels, auto quantity) {
    const auto launched = levels_of(levels);
    const CurveBootstrap bootstrap(launched, {.resamples = 20'000});
    std::vector<double> estimates;
    for (std::size_t i = 0; i < bootstrap.size(); ++i) estimates.push_back(quantity(bootstrap.medians(i)));
    const Interval interval = bootstrap.interval(estimates, quantity(std::span<const double>(launched.medians())));
    return (interval.high - interval.low) / deviation(bootstrap, quantity);
  };
  const auto first = [](auto medians) { return medians[0]; };
  const auto sum = [](auto medians) { return medians[0] + medians[1] + medians[2] + medians[3]; };
  // A sum of four equal ones has four times as many, and an interval that is nearer to the normal one, 3.92.
  EXPECT_NEAR(width({noisy, quiet, quiet, quiet}, sum) / width({noisy}, first), 1, 0.02);
  EXPECT_LT(width({noisy, noisy, noisy, noisy}, sum), 4.6);
  EXPECT_GT(width({noisy, noisy, noisy, noisy}, sum), 3.9);
}

TEST(CurveBootstrap, IsTheSameForTheSameSeed) {
  const auto levels = levels_of({single_values({1, 2, 3, 4, 5}), single_values({3, 4, 5})});
  const CurveBootstrap one(levels, {.seed = 3});
  const CurveBootstrap same(levels, {.seed = 3});
  const CurveBootstrap other(levels, {.seed = 4});
  EXPECT_EQ(one.medians(7)[1], same.medians(7)[1]);
  EXPECT_NE(deviation(one, [](auto m) { return m[0]; }), deviation(other, [](auto m) { return m[0]; }));
  EXPECT_THROW(CurveBootstrap(levels, {.resamples = 0}), std::invalid_argument);
  EXPECT_THROW(CurveBootstrap(levels_of({}), {}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven::statistics
