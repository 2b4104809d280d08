#include "statistics/ratio_fit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "statistics/random.hpp"

namespace breakeven::statistics {
namespace {

/// The candidate takes 0.4 of the base's time and a start of what the base does in 60: they cross at 100.
double ratio(double size) { return 0.4 + 60 / size; }

std::vector<RatioLevel> levels_with(double noise, std::size_t rounds, Random& random) {
  std::vector<RatioLevel> levels;
  for (const double size : {50.0, 80.0, 100.0, 130.0, 200.0}) {
    auto& level = levels.emplace_back(RatioLevel{.size = size, .log_ratios = {}});
    for (std::size_t i = 0; i < rounds; ++i)
      level.log_ratios.push_back(std::log(ratio(size)) + noise * random.normal());
  }
  return levels;
}

RatioFit fit_of(std::span<const RatioLevel> levels) { return std::get<RatioFit>(fit_ratio(levels)); }

TEST(FitRatio, FindsTheCurveItselfWithoutNoise) {
  Random random(1);
  const RatioFit fit = fit_of(levels_with(0, 3, random));
  EXPECT_NEAR(fit.share, 0.4, 1e-6);
  EXPECT_NEAR(fit.start, 60, 1e-4);
  EXPECT_NEAR(fit.crossing->value, 100, 1e-4);
  EXPECT_NEAR(fit.ratio_at(200), 0.7, 1e-6);
  EXPECT_EQ(fit.rounds, 15U);
}

TEST(FitRatio, ItsIntervalCoversTheCrossingAsOftenAsPromised) {
  Random random(2);
  int covered = 0;
  constexpr int studies = 1000;
  for (int study = 0; study < studies; ++study) {
    const auto crossing = fit_of(levels_with(0.1, 4, random)).crossing;
    covered += crossing && crossing->interval.low <= 100 && crossing->interval.high >= 100 ? 1 : 0;
  }
  EXPECT_NEAR(covered, 0.95 * studies, 0.02 * studies);  // three standard errors
}

TEST(FitRatio, OneRoundThatWasDisturbedMovesItLittle) {
  Random random(3);
  auto levels = levels_with(0.02, 5, random);
  const double before = fit_of(levels).crossing->value;
  levels[4].log_ratios[0] += 3;
  EXPECT_NEAR(fit_of(levels).crossing->value, before, 2);
}

TEST(FitRatio, SizesThatLieOffTheCurveMakeTheIntervalWide) {
  Random random(4);
  auto levels = levels_with(0.01, 5, random);
  const Interval before = fit_of(levels).crossing->interval;
  EXPECT_TRUE(fit_of(levels).fits);
  for (double& value : levels[1].log_ratios) value += 0.2;
  for (double& value : levels[3].log_ratios) value += 0.2;
  const RatioFit after = fit_of(levels);
  EXPECT_FALSE(after.fits);
  EXPECT_GT(after.crossing->interval.high / after.crossing->interval.low, 1.5 * before.high / before.low);
}

/// As levels_with(), two rounds a size and pass; all of a pass have something in common, part of which is kept from the
/// one before.
std::vector<RatioLevel> levels_in_passes(std::size_t passes, double noise, double common, double kept, Random& random) {
  std::vector<RatioLevel> levels = levels_with(0, 0, random);
  double state = common * random.normal();
  for (std::size_t pass = 0; pass < passes; ++pass) {
    for (RatioLevel& level : levels) {
      for (int round = 0; round < 2; ++round) {
        level.log_ratios.push_back(std::log(ratio(level.size)) + state + noise * random.normal());
        level.passes.push_back(pass);
      }
    }
    state = kept * state + std::sqrt(1 - kept * kept) * common * random.normal();
  }
  return levels;
}

double coverage_of_passes(std::size_t passes, double common, double kept) {
  Random random(7);
  double covered = 0;
  constexpr int studies = 1000;
  for (int study = 0; study < studies; ++study) {
    const auto crossing = fit_of(levels_in_passes(passes, 0.05, common, kept, random)).crossing;
    covered += crossing && crossing->interval.low <= 100 && crossing->interval.high >= 100 ? 1 : 0;
  }
  return covered / studies;
}

TEST(FitRatio, ItsIntervalHoldsWhatPassesDifferBy) {
  EXPECT_GE(coverage_of_passes(12, 0, 0), 0.945);
  EXPECT_NEAR(coverage_of_passes(12, 0.1, 0), 0.96, 0.02);
  EXPECT_GE(coverage_of_passes(30, 0.1, 0.5), 0.93) << "as far as each is like the one before, they count for fewer";
  EXPECT_GE(coverage_of_passes(12, 0.1, 0.7), 0.86) << "few passes seem less alike than they are: 0.80 by that";
}

TEST(FitRatio, ByRoundsAloneItWouldNot) {
  Random random(8);
  double covered = 0;
  for (int study = 0; study < 200; ++study) {
    auto levels = levels_in_passes(12, 0.05, 0.1, 0, random);
    for (RatioLevel& level : levels) level.passes.clear();
    const Interval interval = fit_of(levels).crossing->interval;
    covered += interval.low <= 100 && interval.high >= 100 ? 1 : 0;
  }
  EXPECT_LT(covered / 200, 0.8);
}

TEST(FitRatio, CountsPasses) {
  Random random(9);
  EXPECT_EQ(fit_of(levels_in_passes(5, 0.05, 0, 0, random)).passes, 5U);
  EXPECT_EQ(fit_of(levels_with(0.05, 3, random)).passes, 0U);
}

TEST(FitRatio, HasNoCrossingWhereTheRatioNeverFallsThroughOne) {
  Random random(5);
  auto levels = levels_with(0, 3, random);
  for (RatioLevel& level : levels) std::ranges::fill(level.log_ratios, std::log(1.2 + 3 / level.size));
  EXPECT_FALSE(fit_of(levels).crossing);
}

TEST(FitRatio, IsRefusedForTooFewSizesOrRounds) {
  Random random(6);
  auto levels = levels_with(0.1, 1, random);
  EXPECT_TRUE(std::holds_alternative<Refusal>(fit_ratio(levels)));
  levels = levels_with(0.1, 9, random);
  levels.resize(2);
  EXPECT_TRUE(std::holds_alternative<Refusal>(fit_ratio(levels)));
}

}  // namespace
}  // namespace breakeven::statistics
