// A short run of what breakeven-coverage does at length.
#include "coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

namespace breakeven::coverage {
namespace {

class Covered : public testing::TestWithParam<Model> {};

std::string test_name(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Statistics, Covered, testing::ValuesIn(models()),
                         [](const auto& instance) { return test_name(instance.param.name); });

TEST_P(Covered, AsOftenAsPromised) {
  constexpr int studies = STUDIES;
  const Coverage coverage = measure(GetParam(), {.deviation = 0.05}, studies, 7);
  EXPECT_LE(coverage.refused, GetParam().may_be_refused * studies);
  // 3.5 standard errors below the 93 % that are the least that is wanted: one of 2000 such checks fails by chance.
  const double least = 0.93 - 3.5 * std::sqrt(0.93 * 0.07 / studies);
  for (const Tally& tally : coverage.parameters) {
    EXPECT_GE(coverage.share(tally), least) << tally.parameter;
    RecordProperty("covered_" + test_name(tally.parameter), tally.covered);
  }
}

TEST(Coverage, CountsOnWhichSideIntervalsMiss) {
  int call = 0;
  const Model model{.name = "made up", .study = [&](const Noise&, statistics::Random&) -> std::vector<Claim> {
                      if (++call == 1) return {};
                      return {{"x", 5, call == 2 ? Interval{1, 2} : call == 3 ? Interval{6, 7} : Interval{4, 5}}};
                    }};
  const Coverage coverage = measure(model, {}, 4, 1);
  EXPECT_EQ(coverage.refused, 1);
  EXPECT_EQ(coverage.parameters.at(0).below, 1);
  EXPECT_EQ(coverage.parameters.at(0).above, 1);
  EXPECT_NEAR(coverage.share(coverage.parameters[0]), 1.0 / 3, 1e-12);
}

TEST(Coverage, OfLaunchesIsAboutTheMedianThatWasAskedFor) {
  statistics::Random random(3);
  const auto launches = noisy_launches(2, {.deviation = 0.1, .launches = 4001, .repetitions = 3}, random);
  EXPECT_NEAR(median_over_launches(launches, {.resamples = 1}).median, 2, 0.02);
}

}  // namespace
}  // namespace breakeven::coverage
