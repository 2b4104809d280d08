#include "breakeven/scaling_laws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "statistics/scaling_law.hpp"

namespace breakeven {
namespace {

using testing::HasSubstr;
using Values = std::vector<double>;

struct LawCase {
  ScalingLaw law;
  Values workers;
  Values seconds;
  double one_worker_seconds;
  double serial_fraction;
  double coherency;
  double squares;
  Values left_out_errors;
};

std::vector<LawCase> law_cases() {
  return {
#include "scaling_reference.inc"
  };
}

/// Five launches each, which agree to `spread`; the median is the time.
std::vector<ScalingLevel> curve(const Values& workers, const Values& seconds, double spread = 0.01) {
  std::vector<ScalingLevel> levels;
  for (std::size_t i = 0; i < workers.size(); ++i) {
    ScalingLevel level{.workers = workers[i], .launches = {}};
    for (const double steps : {-2, -1, 0, 1, 2}) level.launches.push_back({seconds[i] * (1 + spread * steps)});
    levels.push_back(level);
  }
  return levels;
}

std::vector<ScalingLevel> curve_of(ScalingLaw law, const statistics::LawParameters& truth, const Values& workers) {
  Values seconds;
  for (const double p : workers) seconds.push_back(statistics::seconds_at(law, truth, p));
  return curve(workers, seconds);
}

ScalingFit fitted(ScalingLaw law, const std::vector<ScalingLevel>& levels, const Values& predict_at = {}) {
  return std::get<ScalingFit>(fit_scaling(law, levels, {}, predict_at));
}

std::string refused(ScalingLaw law, const std::vector<ScalingLevel>& levels) {
  return std::get<Refusal>(fit_scaling(law, levels)).reason;
}

TEST(ScalingLaws, AreFittedAsSciPyDoes) {
  for (const LawCase& known : law_cases()) {
    const ScalingFit fit = fitted(known.law, curve(known.workers, known.seconds));
    SCOPED_TRACE(to_string(known.law));
    EXPECT_NEAR(fit.one_worker_seconds.value / known.one_worker_seconds, 1, 1e-6);
    EXPECT_NEAR(fit.serial_fraction.value, known.serial_fraction, 1e-6);
    EXPECT_NEAR(fit.coherency.value_or(Estimate{}).value, known.coherency, 1e-6);
    const auto degrees = static_cast<double>(known.workers.size()) - (fit.coherency ? 3 : 2);
    EXPECT_NEAR(fit.residual_deviation, std::sqrt(known.squares / degrees), 1e-7);
    for (std::size_t i = 0; i < known.workers.size(); ++i) {
      EXPECT_NEAR(fit.levels[i].left_out_error, known.left_out_errors[i], 1e-5) << known.workers[i];
    }
  }
}

TEST(ScalingLaws, OfExactTimesAreExact) {
  const Values workers{1, 2, 4, 8, 16, 32};
  const ScalingFit amdahl = fitted(ScalingLaw::amdahl, curve_of(ScalingLaw::amdahl, {5, 0.07, 0}, workers));
  EXPECT_NEAR(amdahl.serial_fraction.value, 0.07, 1e-9);
  EXPECT_NEAR(amdahl.one_worker_seconds.value, 5, 1e-9);
  EXPECT_FALSE(amdahl.coherency);
  EXPECT_FALSE(amdahl.peak_workers);
  const ScalingFit universal =
      fitted(ScalingLaw::universal, curve_of(ScalingLaw::universal, {5, 0.04, 0.0006}, workers));
  EXPECT_NEAR(universal.serial_fraction.value, 0.04, 1e-9);
  EXPECT_NEAR(universal.coherency->value, 0.0006, 1e-9);
  EXPECT_NEAR(universal.peak_workers->value, 40, 1e-5);  // sqrt(0.96 / 0.0006)
  const ScalingFit gustafson = fitted(ScalingLaw::gustafson, curve_of(ScalingLaw::gustafson, {5, 0.3, 0}, workers));
  EXPECT_NEAR(gustafson.serial_fraction.value, 0.3, 1e-9);
  EXPECT_NEAR(16 * gustafson.at(1) / gustafson.at(16), 0.3 + 0.7 * 16, 1e-6);  // the scaled speed-up
}

TEST(ScalingLaws, StayWhereParametersMeanSomething) {
  const ScalingFit perfect = fitted(ScalingLaw::amdahl, curve({1, 2, 4, 8}, {8.0, 3.9, 1.9, 0.97}, 0.002));
  EXPECT_EQ(perfect.serial_fraction.interval.low, 0);
  EXPECT_GE(perfect.serial_fraction.interval.high, 0);
  EXPECT_LE(perfect.serial_fraction.interval.high, 1);
  const ScalingFit flat = fitted(ScalingLaw::amdahl, curve({1, 2, 4, 8}, {1, 1.01, 1.02, 1.01}));
  EXPECT_EQ(flat.serial_fraction.value, 1);
  EXPECT_EQ(flat.serial_fraction.interval.high, 1);
  const ScalingFit no_peak = fitted(ScalingLaw::universal, curve({1, 2, 4, 8, 16}, {8.0, 4.2, 2.5, 1.55, 1.02}));
  EXPECT_EQ(no_peak.coherency->value, 0);
  EXPECT_EQ(no_peak.peak_workers->value, std::numeric_limits<double>::infinity());
  EXPECT_GT(no_peak.peak_workers->interval.low, 5);
}

TEST(ScalingLaws, WidenIntervalsWhereTheyMissTheMedians) {
  const Values workers{1, 2, 4, 8, 16};
  const Values seconds{10.1, 5.4, 3.2, 1.95, 1.6};  // off Amdahl's law by 5 %
  const ScalingFit precise = fitted(ScalingLaw::amdahl, curve(workers, seconds, 0.0001));
  EXPECT_GT(precise.misfit, 100);
  EXPECT_GT(precise.serial_fraction.interval.high - precise.serial_fraction.interval.low, 0.01);
  const ScalingFit noisy = fitted(ScalingLaw::amdahl, curve(workers, seconds, 0.1));
  EXPECT_LT(noisy.misfit, 1);
}

TEST(ScalingLaws, AreToldApartByAkaikesCriterion) {
  const Values workers{1, 2, 4, 8, 16, 32, 48};
  const auto retrograde = curve_of(ScalingLaw::universal, {5, 0.04, 0.001}, workers);
  EXPECT_LT(*fitted(ScalingLaw::universal, retrograde).aicc, *fitted(ScalingLaw::amdahl, retrograde).aicc);
  // By hand: n = 5, k = 3 with the variance.
  const LawCase known = law_cases().front();
  EXPECT_NEAR(*fitted(known.law, curve(known.workers, known.seconds)).aicc,
              5 * std::log(known.squares / 5) + 6 + 2 * 3 * 4 / 1.0, 1e-6);
  EXPECT_FALSE(fitted(ScalingLaw::amdahl, curve_of(ScalingLaw::amdahl, {5, 0.1, 0}, {1, 2, 4, 8})).aicc);
}

TEST(ScalingLaws, PredictWithIntervalsAndSayWhereTheyExtrapolate) {
  const auto levels = curve_of(ScalingLaw::amdahl, {5, 0.1, 0}, {1, 2, 4, 8});
  const ScalingFit fit = fitted(ScalingLaw::amdahl, levels, {3, 64});
  EXPECT_DOUBLE_EQ(fit.predictions[0].seconds.value, fit.at(3));
  EXPECT_NEAR(fit.at(3), 5 * (0.1 + 0.9 / 3), 1e-9);
  EXPECT_FALSE(fit.predictions[0].extrapolated);
  EXPECT_TRUE(fit.predictions[1].extrapolated);
  const auto relative_width = [](const Estimate& e) { return (e.interval.high - e.interval.low) / e.value; };
  EXPECT_GT(relative_width(fit.predictions[1].seconds), 2 * relative_width(fit.predictions[0].seconds));
  EXPECT_TRUE(fit.extrapolates(0.5));
  EXPECT_FALSE(fit.extrapolates(8));
}

TEST(ScalingLaws, TakeLevelsInAnyOrderAndSkipEmptyOnes) {
  auto levels = curve({8, 1, 4, 2}, {1.5, 8, 2.3, 4.1});
  levels.push_back({.workers = 16, .launches = {{}, {}}});
  const ScalingFit fit = fitted(ScalingLaw::amdahl, levels);
  ASSERT_EQ(fit.levels.size(), 4U);
  EXPECT_EQ(fit.levels[0].workers, 1);
  EXPECT_EQ(fit.levels[3].seconds, 1.5);
  EXPECT_EQ(fit.range.high, 8);
}

TEST(ScalingLaws, SaySoOfASingleLaunch) {
  auto levels = curve({1, 2, 4}, {8, 4.2, 2.3});
  levels[1].launches = {{4.1, 4.2, 4.25}};
  EXPECT_EQ(fitted(ScalingLaw::amdahl, levels).basis, IntervalBasis::repetitions);
}

TEST(ScalingLaws, AreRefusedWithAReason) {
  EXPECT_THAT(refused(ScalingLaw::amdahl, curve({4}, {1})), HasSubstr("3 numbers of workers at least"));
  EXPECT_THAT(refused(ScalingLaw::universal, curve({1, 2, 4}, {3, 2, 1})), HasSubstr("there are 3"));
  auto levels = curve({1, 2, 4}, {8, 4, 2});
  levels[2].launches.resize(2);
  EXPECT_THAT(refused(ScalingLaw::amdahl, levels), HasSubstr("the times of 4 workers"));
  EXPECT_THAT(refused(ScalingLaw::amdahl, curve({1, 2, 4, 8}, {1, 3, 0.4, 5})),
              testing::AllOf(HasSubstr("does not describe"), HasSubstr("most with")));
  EXPECT_THAT(refused(ScalingLaw::amdahl, curve({1, 2, 3}, {1, 0.75, 0.66}, 0.3)), HasSubstr("from 0 to 1"));
  EXPECT_THAT(refused(ScalingLaw::amdahl, curve({30, 31, 32}, {1, 0.97, 0.98}, 0.3)), HasSubstr("fewer workers, too"));
}

TEST(ScalingLaws, ThrowForWhatIsNoCurve) {
  const auto throws = [](std::vector<ScalingLevel> levels) {
    EXPECT_THROW(fit_scaling(ScalingLaw::amdahl, levels), std::invalid_argument);
  };
  throws(curve({1, 2, 2, 4}, {4, 2, 2, 1}));
  throws(curve({0, 2, 4}, {4, 2, 1}));
  throws(curve({1, 2, 4}, {4, 0, 1}));
  throws(curve({1, 2, 4}, {4, std::nan(""), 1}));
  throws(curve({1, 2, std::numeric_limits<double>::infinity()}, {4, 2, 1}));
  EXPECT_THROW(fit_scaling(ScalingLaw::amdahl, curve({1, 2, 4}, {4, 2, 1}), {.confidence = 95}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
