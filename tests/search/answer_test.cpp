#include "search/answer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "search/sides.hpp"

namespace breakeven::search {
namespace {

using statistics::RatioLevel;

/// Three rounds about a ratio, 2 % apart.
RatioLevel level(double size, double ratio) {
  return {.size = size, .log_ratios = {std::log(ratio) - 0.02, std::log(ratio), std::log(ratio) + 0.02}};
}

SearchAnswer answer_to(std::vector<RatioLevel> levels) { return answer_of(levels, 0.95, 1.25); }

TEST(SidesOf, AreUnclearWhereRoundsDiffer) {
  const std::vector<RatioLevel> levels{
      level(1, 3), level(100, 1.05), level(1e4, 0.5), {.size = 1e6, .log_ratios = {-1}}};
  EXPECT_EQ(sides_of(levels), (std::vector{Side::base, Side::unclear, Side::candidate, Side::unclear}));
  EXPECT_EQ(sides_of(levels, beyond_doubt)[0], Side::unclear) << "three rounds cannot tell beyond doubt";
}

TEST(SidesOf, RoundsAtSizesNearbyTellOfTheScatter) {
  const std::vector<RatioLevel> levels{
      level(100, 1.3), {.size = 120, .log_ratios = {0.3}}, {.size = 1e4, .log_ratios = {0.3}}};
  EXPECT_EQ(sides_of(levels)[1], Side::base);
  EXPECT_EQ(sides_of(levels)[2], Side::unclear);
}

TEST(SidesOf, WhatPassesDifferByIsDoubtToo) {
  // Eight rounds of each of six passes, which agree to 1 %; the passes themselves lie 30 % apart.
  RatioLevel level{.size = 1000, .log_ratios = {}};
  for (std::size_t pass = 0; pass < 6; ++pass) {
    for (int round = 0; round < 8; ++round) {
      level.log_ratios.push_back(-0.1 + (pass % 2 == 0 ? 0.15 : -0.15) + (round % 2 == 0 ? 0.005 : -0.005));
      level.passes.push_back(pass);
    }
  }
  // A size that was measured in one of them only has all of its luck.
  const RatioLevel single{.size = 2000, .log_ratios = std::vector(12, -0.2), .passes = std::vector<std::size_t>(12)};
  EXPECT_EQ(sides_of(std::vector{level, single}), (std::vector{Side::unclear, Side::unclear}));
  RatioLevel of_one_pass = level;
  std::ranges::fill(of_one_pass.passes, 0);
  EXPECT_EQ(sides_of(std::vector{of_one_pass, single}), (std::vector{Side::candidate, Side::candidate}))
      << "by rounds alone it would be clear";
  const RatioLevel elsewhere{.size = 1e5, .log_ratios = {-0.2, -0.21, -0.19}, .passes = {0, 0, 0}};
  EXPECT_EQ(sides_of(std::vector{level, elsewhere})[1], Side::candidate) << "nothing is known of passes there";
  for (double& value : level.log_ratios) value -= 0.6;
  EXPECT_EQ(sides_of(std::vector{level})[0], Side::candidate);
}

TEST(AnswerOf, NothingIsUndecided) { EXPECT_EQ(answer_to({}).verdict, BreakEvenVerdict::undecided); }

TEST(AnswerOf, LiesInTheBracketUntilThereAreRoundsForAFit) {
  const SearchAnswer answer = answer_to({level(10, 5), level(100, 2), level(1000, 0.6), level(1e4, 0.5)});
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
  EXPECT_EQ(answer.bracket.low, 100);
  EXPECT_EQ(answer.bracket.high, 1000);
  EXPECT_NEAR(answer.size, std::sqrt(1e5), 1e-6);
  EXPECT_FALSE(answer.precise);
}

TEST(AnswerOf, FindsTheCrossingOnceThereAre) {
  std::vector<RatioLevel> levels{level(10, 5)};
  for (const double size : {80.0, 90.0, 100.0, 110.0, 125.0}) levels.push_back(level(size, 0.5 + 50 / size));
  levels.push_back(level(1000, 0.55));
  const SearchAnswer answer = answer_to(levels);
  EXPECT_NEAR(answer.size, 100, 0.5);
  EXPECT_LT(answer.interval.low, 100);
  EXPECT_GT(answer.interval.high, 100);
  EXPECT_TRUE(answer.precise);
  EXPECT_NEAR(answer.fit->share, 0.5, 0.02);
}

/// Nine rounds.
RatioLevel sure_level(double size, double ratio) {
  RatioLevel many{.size = size, .log_ratios = {}};
  for (int i = 0; i < 9; ++i) many.log_ratios.push_back(std::log(ratio) + 0.01 * (i % 3));
  return many;
}

TEST(AnswerOf, SaysWhereItEndsToPay) {
  const SearchAnswer answer =
      answer_to({sure_level(10, 2), sure_level(100, 0.7), level(1e3, 0.99), sure_level(1e4, 1.2), level(1e5, 1.01)});
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
  EXPECT_EQ(answer.bracket.low, 10);
  EXPECT_EQ(answer.bracket.high, 100);
  EXPECT_EQ(answer.end.low, 100);
  EXPECT_EQ(answer.end.high, 1e4);
  EXPECT_EQ(answer.range.high, 1e5);
  EXPECT_LE(answer.interval.high, 100);
}

TEST(AnswerOf, IsOpenAboveWhereTheLargestSizesCannotBeTold) {
  const SearchAnswer answer = answer_to({sure_level(10, 2), sure_level(100, 0.7), level(1e3, 0.99)});
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
  EXPECT_EQ(answer.end.low, 100);
  EXPECT_TRUE(std::isinf(answer.end.high));
  const SearchAnswer to_the_last = answer_to({sure_level(10, 2), sure_level(100, 0.7)});
  EXPECT_TRUE(std::isinf(to_the_last.end.low));
}

TEST(AnswerOf, OneOfManySizesAloneIsNoReasonToPay) {
  // 0.99 sure, as one of a hundred sizes would be by chance.
  const RatioLevel lucky{.size = 100, .log_ratios = {-0.06, -0.02, -0.05, -0.03, -0.04}};
  ASSERT_EQ(sides_of(std::vector{lucky})[0], Side::candidate);
  EXPECT_EQ(answer_to({sure_level(10, 2), lucky, sure_level(1e3, 1.2)}).verdict, BreakEvenVerdict::never);
}

TEST(AnswerOf, OfSeveralCrossingsIsTheLast) {
  const SearchAnswer answer =
      answer_to({sure_level(10, 2), sure_level(100, 0.7), sure_level(1e3, 1.5), sure_level(1e4, 0.5)});
  EXPECT_EQ(answer.crossings, 2U);
  EXPECT_EQ(answer.bracket.low, 1e3);
  EXPECT_EQ(answer.bracket.high, 1e4);
}

TEST(AnswerOf, AlwaysNeedsAWinAtTheSmallestSize) {
  EXPECT_EQ(answer_to({level(10, 0.6), level(100, 0.5)}).verdict, BreakEvenVerdict::always);
  const SearchAnswer unclear = answer_to({level(10, 1.01), level(100, 0.5)});
  EXPECT_EQ(unclear.verdict, BreakEvenVerdict::from);
  EXPECT_EQ(unclear.interval.low, 0);
}

}  // namespace
}  // namespace breakeven::search
