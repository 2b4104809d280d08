#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "breakeven/break_even.hpp"
#include "breakeven/rank_tests.hpp"
#include "statistics/random.hpp"

namespace breakeven {
namespace {

using Times = std::vector<std::vector<double>>;

Times normal_launches(std::size_t count, double mean, double deviation, statistics::Random& random) {
  Times launches(count);
  for (auto& launch : launches) launch.push_back(mean + deviation * random.normal());
  return launches;
}

TEST(DifferenceOfMedians, IsAsUncertainAsNormalTimesSay) {
  statistics::Random random(1);
  const Times first = normal_launches(400, 3, 0.1, random);
  const Times second = normal_launches(400, 2, 0.1, random);
  const Interval interval = difference_of_medians(first, second).value();
  EXPECT_LT(interval.low, 1.02);
  EXPECT_GT(interval.high, 0.98);
  const double deviation = 0.1 * std::sqrt(2 * std::acos(-1) / 2 / 400);  // of a median: sqrt(pi / 2n) times theirs
  EXPECT_NEAR((interval.high - interval.low) / (2 * 1.96 * deviation), 1, 0.25);
}

TEST(DifferenceOfMedians, RarelyTellsApartWhatDoesNotDiffer) {
  statistics::Random random(2);
  for (const std::size_t launches : {4U, 7U, 20U}) {
    int apart = 0;
    for (int i = 0; i < 400; ++i) {
      const Times first = normal_launches(launches, 1, 0.05, random);
      const Times second = normal_launches(launches, 1, 0.05, random);
      const Interval interval = difference_of_medians(first, second, {.resamples = 400}).value();
      if (interval.low > 0 || interval.high < 0) ++apart;
    }
    EXPECT_LT(apart, 400 * 0.08) << launches;
    EXPECT_GT(apart, 400 * 0.005) << launches;
  }
}

TEST(DifferenceOfMedians, NeedsSoManyLaunchesThatTheyCouldBeEvidence) {
  EXPECT_NEAR(least_p_value(3, 3), 2.0 / 20, 1e-12);
  EXPECT_NEAR(least_p_value(3, 5), 2.0 / 56, 1e-12);
  const Times three{{1}, {1.1}, {1.2}};
  const Times more{{9}, {9.1}, {9.2}, {9.3}, {9.4}};
  EXPECT_FALSE(difference_of_medians(three, {more.data(), 4}).has_value());
  EXPECT_LT(difference_of_medians(three, more).value().high, 0);
  const Times repeated{{1, 1.1, 1.2, 1.3}};
  EXPECT_LT(difference_of_medians(repeated, more).value().high, 0) << "repetitions of a single launch";
}

/// A crew that needs a start of 1 and nearly all of the time, against one that needs n.
TEST(DifferenceOfMedians, TellsOfASizeWhatAnUndecidedBreakEvenPointTells) {
  statistics::Random random(3);
  int undecided = 0;
  for (int study = 0; study < 20; ++study) {
    std::vector<SizeTimes> crew;
    std::vector<SizeTimes> base;
    for (const double n : {1.0, 3.0, 10.0, 30.0}) {
      crew.push_back({n, normal_launches(7, 1 + 0.95 * n, 0.2 * (1 + n / 2), random)});
      base.push_back({n, normal_launches(7, n, 0.2 * n, random)});
    }
    const auto answer = std::get<BreakEven>(measured_break_even(crew, base));
    if (answer.verdict != BreakEvenVerdict::undecided) continue;
    ++undecided;
    double last_slower = 0;
    for (std::size_t i = 0; i < crew.size(); ++i) {
      const auto difference = difference_of_medians(crew[i].launches, base[i].launches);
      if (difference.value().low > 0) last_slower = crew[i].size;
    }
    EXPECT_LE(answer.interval.low, last_slower + 1e-9) << study;
  }
  EXPECT_GT(undecided, 10);
}

}  // namespace
}  // namespace breakeven
