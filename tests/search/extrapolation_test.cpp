#include "search/extrapolation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "search/simulated_crews.hpp"

namespace breakeven::search {
namespace {

RoundsBySize rounds_of(const Contest& contest, std::vector<std::uint64_t> sizes, double noise, std::uint64_t seed) {
  RoundsBySize rounds;
  auto run = rounds_of(contest, noise, seed);
  for (const std::uint64_t size : sizes) {
    for (int i = 0; i < 5; ++i) rounds[size].push_back(std::get<Round>(run(size)));
  }
  return rounds;
}

TEST(ExtrapolatedCrossing, IsWhereTheCurvesGo) {
  const Contest contest = threads_against_serial();
  const auto exact = extrapolated_crossing(rounds_of(contest, {100, 1'000, 10'000, 30'000}, 0, 1), 0.95);
  EXPECT_NEAR(exact->value, contest.crossing, 1);
  const auto noisy = extrapolated_crossing(rounds_of(contest, {1'000, 10'000, 30'000}, 0.02, 1), 0.95);
  EXPECT_LT(noisy->interval.low, contest.crossing);
  EXPECT_GT(noisy->interval.high, contest.crossing);
}

TEST(ExtrapolatedCrossing, IsInfiniteWhereTheCandidateIsSlowerInTheLongRun) {
  const Contest contest{"never", [](double n) { return 1e-3 + 2e-9 * n; }, [](double n) { return 1e-6 + 1e-9 * n; }};
  EXPECT_TRUE(std::isinf(extrapolated_crossing(rounds_of(contest, {10'000, 100'000, 1'000'000}, 0, 1), 0.95)->value));
}

TEST(ExtrapolatedCrossing, IsNotKnownFromTwoSizesOrCurvesThatBend) {
  const Contest contest = threads_against_serial();
  EXPECT_FALSE(extrapolated_crossing({}, 0.95));
  EXPECT_FALSE(extrapolated_crossing(rounds_of(contest, {10, 10'000, 30'000}, 0, 1), 0.95)) << "10 is too far away";
  const Contest quadratic{"bends", [](double n) { return 1e-3 + 1e-9 * n * n; }, [](double n) { return 2e-9 * n * n; }};
  EXPECT_FALSE(extrapolated_crossing(rounds_of(quadratic, {100, 1'000, 10'000}, 0, 1), 0.95));
}

}  // namespace
}  // namespace breakeven::search
