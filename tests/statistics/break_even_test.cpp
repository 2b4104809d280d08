#include "breakeven/break_even.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "statistics/simulated_cost.hpp"

namespace breakeven {
namespace {

using simulated::Design;
using simulated::fork_seconds;
using simulated::Noise;
using simulated::serial_seconds;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Noise quiet{0.01, 0.02};

/// Both sides of a comparison: p workers, and serial.
struct Sides {
  std::vector<CostObservation> crew;
  std::vector<CostObservation> serial;
};

Sides sides(const std::vector<double>& sizes, const Noise& noise = quiet, double (*slower)(double) = nullptr) {
  statistics::Random random(21);
  const auto crew = [slower](double p, double n) {
    return simulated::scaled(fork_seconds(p, n), slower == nullptr ? 1 : slower(n));
  };
  Design design{.workers = {4}, .sizes = sizes};
  Sides both;
  both.crew = simulated::trials(crew, design, noise, random);
  design.workers = {1};
  both.serial = simulated::trials(serial_seconds, design, noise, random);
  return both;
}

CostModel fitted(const std::vector<CostObservation>& trials) {
  return std::get<CostModel>(fit_cost(trials, {.bootstrap = {.resamples = 400}}));
}

BreakEven modelled(const Sides& both) {
  const CostModel crew = fitted(both.crew);
  const CostModel serial = fitted(both.serial);
  return std::get<BreakEven>(break_even({crew, 4}, {serial, 1}));
}

BreakEven measured(const Sides& both, Pairing pairing = Pairing::independent) {
  return std::get<BreakEven>(measured_break_even(simulated::whole_times(both.crew, 4),
                                                 simulated::whole_times(both.serial, 1), pairing, {.resamples = 400}));
}

const std::vector<double> all_sizes{1e5, 3e5, 1e6, 2e6, 4e6, 1e7, 3e7};
const std::vector<double> small_sizes{1e4, 2e4, 5e4, 1e5, 2e5};
const std::vector<double> large_sizes{1e7, 2e7, 5e7, 1e8, 2e8};

/// Where fork_seconds(4, n) is serial_seconds(1, n).
double true_break_even() {
  const double fixed = fork_seconds(4, 0).total() - serial_seconds(1, 0).total();
  return fixed / (serial_seconds(1, 1).work - fork_seconds(4, 1).work);
}

TEST(BreakEven, IsASizeWithAnInterval) {
  const Sides both = sides(all_sizes);
  for (const BreakEven& answer : {modelled(both), measured(both)}) {
    EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
    EXPECT_NEAR(answer.size / true_break_even(), 1, 0.05);
    EXPECT_TRUE(simulated::holds(answer.interval, true_break_even()))
        << answer.interval.low << " to " << answer.interval.high << " without " << true_break_even();
    EXPECT_LT(answer.interval.high / answer.interval.low, 1.2);
    EXPECT_NEAR(answer.range.low, 1e5, 1);
    EXPECT_NEAR(answer.range.high, 3e7, 100);
    ASSERT_EQ(answer.faster.size(), 1U);
    EXPECT_DOUBLE_EQ(answer.faster[0].low, answer.size);
    EXPECT_FALSE(answer.beyond);
    EXPECT_EQ(answer.basis, IntervalBasis::launches);
  }
}

TEST(BreakEven, OfExactCurvesIsExact) { EXPECT_NEAR(modelled(sides(all_sizes, {})).size / true_break_even(), 1, 1e-3); }

TEST(BreakEven, IsAlwaysWhereItSurelyPaysFromTheLeastSizeOn) {
  const Sides both = sides(large_sizes);
  for (const BreakEven& answer : {modelled(both), measured(both)}) {
    EXPECT_EQ(answer.verdict, BreakEvenVerdict::always);
    EXPECT_NEAR(answer.size, 1e7, 1e-3);
  }
}

TEST(BreakEven, IsNeverWhereItSurelyDoesNotPayYetAndSaysWhereItWould) {
  const Sides both = sides(small_sizes);
  EXPECT_EQ(measured(both).verdict, BreakEvenVerdict::never);
  EXPECT_TRUE(measured(both).faster.empty());
  const BreakEven answer = modelled(both);
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::never);
  ASSERT_TRUE(answer.beyond);
  EXPECT_NEAR(answer.beyond->value / true_break_even(), 1, 0.3);
  EXPECT_TRUE(simulated::holds(answer.beyond->interval, true_break_even()));
}

TEST(BreakEven, IsNeverWithNothingBeyondForWhatIsSlowerAnyway) {
  const auto tenfold = [](double) { return 10.0; };
  const BreakEven answer = modelled(sides(all_sizes, quiet, tenfold));
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::never);
  EXPECT_FALSE(answer.beyond);
  EXPECT_EQ(answer.interval.low, infinity);
}

TEST(BreakEven, IsUndecidedBetweenTwoThatAreAlike) {
  statistics::Random random(12);
  const Design design{.workers = {1}, .sizes = all_sizes};
  Sides same;
  same.serial = simulated::trials(serial_seconds, design, quiet, random);
  same.crew = simulated::trials(serial_seconds, design, quiet, random);
  for (CostObservation& each : same.crew) each.workers = 4;
  EXPECT_EQ(measured(same).verdict, BreakEvenVerdict::undecided);
  EXPECT_EQ(modelled(same).verdict, BreakEvenVerdict::undecided);
}

TEST(BreakEven, HasAnOpenEndWhereItMayLieBelowTheRange) {
  // The least size is where it breaks even, give or take the noise.
  const BreakEven answer = measured(sides({true_break_even(), 5e6, 1e7, 2e7, 4e7}));
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
  EXPECT_EQ(answer.interval.low, 0);
  EXPECT_GE(answer.size, answer.range.low);
}

TEST(BreakEven, TellsTheLastOfSeveralCrossingsAndAllStretches) {
  const auto slow_in_the_middle = [](double n) { return n > 4e6 && n < 2e7 ? 3.0 : 1.0; };
  const BreakEven answer = measured(sides({1e6, 4e6, 1e7, 3e7, 1e8}, quiet, slow_in_the_middle));
  EXPECT_EQ(answer.verdict, BreakEvenVerdict::from);
  EXPECT_GT(answer.size, 1e7);
  EXPECT_LT(answer.size, 3e7);
  ASSERT_EQ(answer.faster.size(), 2U);
  EXPECT_LT(answer.faster[0].high, 1e7);
}

TEST(BreakEven, IsNarrowerForPairsThatWereDisturbedTogether) {
  Sides both = sides(all_sizes, {0, 0.005});
  statistics::Random random(13);
  std::vector<double> disturbance(8);
  for (double& factor : disturbance) factor = std::exp(0.3 * random.normal());
  for (auto* trials : {&both.crew, &both.serial}) {
    for (CostObservation& each : *trials) {
      each.seconds = simulated::scaled(each.seconds, disturbance[static_cast<std::size_t>(each.launch)]);
    }
  }
  const auto width = [](const BreakEven& answer) { return answer.interval.high / answer.interval.low; };
  EXPECT_GT(width(measured(both)), 1.1);
  EXPECT_LT(width(measured(both, Pairing::by_launch)), 1.05);
  const auto model = [](const std::vector<CostObservation>& trials) {
    return std::get<CostModel>(fit_cost(trials, {.pairing = Pairing::by_launch, .bootstrap = {.resamples = 400}}));
  };
  const CostModel crew = model(both.crew);
  const CostModel serial = model(both.serial);
  const auto paired = std::get<BreakEven>(break_even({crew, 4}, {serial, 1}, Pairing::by_launch));
  EXPECT_LT(width(paired), 1.05);
  EXPECT_GT(width(modelled(both)), width(paired));
}

TEST(BreakEven, RefusesWhatCannotBeComparedWithAReason) {
  const CostModel small = fitted(sides(small_sizes).serial);
  const CostModel large = fitted(sides(large_sizes).crew);
  const auto reason = [](const Fitted<BreakEven>& answer) { return std::get<Refusal>(answer).reason; };
  EXPECT_THAT(reason(break_even({large, 4}, {small, 1})), testing::HasSubstr("not measured at the same sizes"));
  EXPECT_THAT(reason(break_even({large, 8}, {small, 1})), testing::HasSubstr("outside"));
  const CostModel other = std::get<CostModel>(fit_cost(sides(large_sizes).serial, {.bootstrap = {.resamples = 100}}));
  EXPECT_THAT(reason(break_even({large, 4}, {other, 1})), testing::HasSubstr("numbers of resamples"));

  const std::vector<SizeTimes> one{{1e3, {{1, 2, 3}}}};
  EXPECT_THAT(reason(measured_break_even(one, one)), testing::EndsWith("there are 1"));
  const std::vector<SizeTimes> few{{1e3, {{1}, {2}}}, {1e4, {{1}, {2}}}};
  EXPECT_THAT(reason(measured_break_even(few, few)), testing::HasSubstr("3 launches"));
}

TEST(BreakEven, ThrowsForWhatIsNoTime) {
  const std::vector<SizeTimes> good{{1, {{1, 2, 3}}}, {2, {{1, 2, 3}}}};
  for (const double bad : {0.0, -1.0, std::nan(""), infinity}) {
    const std::vector<SizeTimes> times{{1, {{bad, 2, 3}}}, {2, {{1, 2, 3}}}};
    EXPECT_THROW(measured_break_even(times, good), std::invalid_argument) << bad;
    const std::vector<SizeTimes> sizes{{bad, {{1, 2, 3}}}};
    EXPECT_THROW(measured_break_even(good, sizes), std::invalid_argument) << bad;
  }
  const std::vector<SizeTimes> twice{{1, {{1}}}, {1, {{1}}}};
  EXPECT_THROW(measured_break_even(twice, good), std::invalid_argument);
}

Repayment repaid(double size, const std::vector<double>& sizes = all_sizes) {
  const Sides both = sides(sizes);
  const CostModel crew = fitted(both.crew);
  const CostModel serial = fitted(both.serial);
  return std::get<Repayment>(repayment({crew, 4}, {serial, 1}, size));
}

TEST(Repayment, CountsTheJobsThatRepayAStart) {
  const Repayment result = repaid(2e6);
  const double gain = serial_seconds(1, 2e6).total() - (fork_seconds(4, 2e6).total() - fork_seconds(4, 2e6).start);
  EXPECT_EQ(result.verdict, RepaymentVerdict::repaid);
  EXPECT_NEAR(result.gain_seconds.value / gain, 1, 0.1);
  EXPECT_TRUE(simulated::holds(result.gain_seconds.interval, gain));
  EXPECT_EQ(result.jobs.value, std::ceil(5.2e-3 / gain));
  EXPECT_TRUE(simulated::holds(result.jobs.interval, std::ceil(5.2e-3 / gain)));
  EXPECT_FALSE(result.extrapolated);
}

TEST(Repayment, IsDoneByOneLargeJob) { EXPECT_EQ(repaid(3e7).jobs.value, 1); }

TEST(Repayment, IsNeverWhereAJobGainsNothing) {
  const Repayment result = repaid(1e5);
  EXPECT_EQ(result.verdict, RepaymentVerdict::never);
  EXPECT_EQ(result.jobs.value, infinity);
  EXPECT_LT(result.gain_seconds.interval.high, 0);
}

TEST(Repayment, IsUndecidedWhereAJobMayGainNothing) {
  const double fixed = fork_seconds(4, 0).total() - fork_seconds(4, 0).start - serial_seconds(1, 0).total();
  const double size = fixed / (serial_seconds(1, 1).work - fork_seconds(4, 1).work);
  EXPECT_EQ(repaid(size).verdict, RepaymentVerdict::undecided);
}

TEST(Repayment, SaysWhereItExtrapolates) { EXPECT_TRUE(repaid(1e9).extrapolated); }

}  // namespace
}  // namespace breakeven
