#include "breakeven/cost_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "statistics/simulated_cost.hpp"

namespace breakeven {
namespace {

using simulated::Design;
using simulated::fork_seconds;
using simulated::serial_seconds;

constexpr Bootstrap few_resamples{.resamples = 200};

std::vector<CostObservation> fork_trials(const simulated::Noise& noise, const Design& design = {}) {
  statistics::Random random(5);
  return simulated::trials(fork_seconds, design, noise, random);
}

CostModel fitted_cost(const std::vector<CostObservation>& trials, CostOptions options = {}) {
  options.bootstrap = few_resamples;
  auto fit = fit_cost(trials, options);
  if (const auto* refusal = std::get_if<Refusal>(&fit)) throw std::runtime_error(refusal->reason);
  return std::get<CostModel>(std::move(fit));
}

std::string refusal_of(const std::vector<CostObservation>& trials) {
  return std::get<Refusal>(fit_cost(trials, {.bootstrap = few_resamples})).reason;
}

TEST(CostModel, OfExactTimesIsExact) {
  const CostModel model = fitted_cost(fork_trials({}));
  EXPECT_EQ(model.start.shape.formula(), "a + b p");
  EXPECT_EQ(model.work.shape.formula(), "a n / p + b (p - 1) n / p");
  EXPECT_EQ(model.talk.shape.formula(), "a + b log2(p)");
  EXPECT_EQ(model.rest.shape.formula(), "a + b p");
  EXPECT_EQ(model.work_law, WorkLaw::linear);
  EXPECT_NEAR(model.start.parameters[0].value, 2e-3, 1e-9);
  EXPECT_NEAR(model.start.parameters[1].value, 0.8e-3, 1e-9);
  EXPECT_NEAR(model.work.parameters[0].value, 3e-9, 1e-15);
  EXPECT_NEAR(model.contention.value().value, simulated::fork_sigma, 1e-6);
  EXPECT_NEAR(model.talk.parameters[1].value, 60e-6, 1e-10);
  EXPECT_NEAR(model.at(5, 2e6) / fork_seconds(5, 2e6).total(), 1, 1e-6);
  EXPECT_LT(model.agreement.typical_residual, 1e-6);
  EXPECT_LT(model.left_out_sizes.value().worst, 1e-6);
  EXPECT_EQ(model.left_out_sizes.value().levels, 9U);
  EXPECT_LT(model.left_out_workers.value().worst, 1e-6);
  EXPECT_EQ(model.basis, IntervalBasis::launches);
}

TEST(CostModel, AgreesWithWholeTimesAlone) {
  const CostModel model = fitted_cost(fork_trials({0.03, 0.05}));
  const auto& totals = std::get<CostTerm>(model.from_totals);
  for (const CostLevel& level : model.levels) {
    EXPECT_NEAR(totals.at(level.workers, level.size) / level.model, 1, 0.1) << level.workers << ' ' << level.size;
  }
  EXPECT_LT(model.agreement.typical_residual, 0.05);
  EXPECT_LT(model.agreement_from_totals.typical_residual, 0.05);
  EXPECT_LT(std::abs(model.agreement.aicc - model.agreement_from_totals.aicc), 60);
}

/// One worker, n^e or another law.
std::vector<CostObservation> serial_trials(double (*work)(double)) {
  statistics::Random random(8);
  const auto truth = [work](double, double n) { return PhaseSeconds{.work = work(n), .rest = 1e-6}; };
  return simulated::trials(truth, {.workers = {1}}, {0.005, 0.005}, random);
}

TEST(CostModel, FindsTheLawOfTheWork) {
  const auto law = [](double (*work)(double)) { return fitted_cost(serial_trials(work)).work_law; };
  EXPECT_EQ(law([](double n) { return 2e-9 * n; }), WorkLaw::linear);
  EXPECT_EQ(law([](double n) { return 2e-3 + 2e-9 * n; }), WorkLaw::affine);
  EXPECT_EQ(law([](double n) { return 2e-9 * n * std::log2(n); }), WorkLaw::linearithmic);
  EXPECT_EQ(law([](double n) { return 2e-3 + 2e-9 * n * std::log2(n); }), WorkLaw::affine_linearithmic);
  EXPECT_EQ(law([](double n) { return 1e-12 * std::pow(n, 1.5); }), WorkLaw::power);
}

TEST(CostModel, TellsTheExponentOfAPower) {
  const CostModel model = fitted_cost(serial_trials([](double n) { return 1e-12 * std::pow(n, 1.5); }));
  EXPECT_EQ(model.work.shape.formula(), "a n^e / p");
  EXPECT_NEAR(model.work.parameters[1].value, 1.5, 0.01);
  EXPECT_TRUE(simulated::holds(model.work.parameters[1].interval, 1.5));
  EXPECT_NEAR(model.work.parameters[0].value, 1e-12, 1e-13);
}

TEST(CostModel, TakesTheLawItIsGiven) {
  const CostModel model = fitted_cost(fork_trials({}), {.work_law = WorkLaw::power});
  EXPECT_EQ(model.work_law, WorkLaw::power);
  EXPECT_NEAR(model.work.parameters.back().value, 1, 1e-6);
}

TEST(CostModel, SharesWorkAmongTheProcessorsThereAre) {
  statistics::Random random(6);
  const auto truth = [](double p, double n) {
    return PhaseSeconds{.start = 1e-4 * p, .work = 3e-9 * n / std::min(p, 4.0), .talk = 1e-5, .rest = 1e-5};
  };
  const Design design{.workers = {1, 2, 3, 4, 6, 8, 16}};
  const auto trials = simulated::trials(truth, design, {0.01, 0.01}, random);
  EXPECT_EQ(fitted_cost(trials, {.processors = 4}).work.shape.formula(), "a n / min(p, 4)");
}

TEST(CostModel, SeesWorkersThatDoNotShareTheWork) {
  statistics::Random random(7);
  const auto truth = [](double p, double n) { return PhaseSeconds{.start = 1e-4 * p, .work = 3e-9 * n, .rest = 1e-5}; };
  const CostModel model = fitted_cost(simulated::trials(truth, {}, {0.01, 0.01}, random));
  EXPECT_EQ(model.work.shape.formula(), "a n");
  EXPECT_EQ(model.talk.shape.formula(), "0");
  EXPECT_EQ(model.parts_at(4, 1e6).talk, 0);
}

TEST(CostModel, AtOneNumberOfWorkersDependsOnTheSizeAlone) {
  const CostModel model = fitted_cost(with_workers(fork_trials({0.02, 0.02}), 4));
  EXPECT_EQ(model.start.shape.formula(), "a");
  EXPECT_FALSE(model.contention);
  EXPECT_FALSE(model.left_out_workers);
  EXPECT_NEAR(model.at(4, 1e6) / fork_seconds(4, 1e6).total(), 1, 0.03);
  EXPECT_TRUE(model.extrapolates(3, 1e6));
}

TEST(CostModel, SaysWhereItExtrapolates) {
  const CostModel model = fitted_cost(fork_trials({}));
  EXPECT_FALSE(model.extrapolates(2, 1e4));
  EXPECT_FALSE(model.extrapolates(5, 1e8));
  EXPECT_TRUE(model.extrapolates(9, 1e6));
  EXPECT_TRUE(model.extrapolates(4, 2e8));
}

TEST(CostModel, EstimatesWithoutStartWhatAKeptCrewPays) {
  const CostModel model = fitted_cost(fork_trials({0.02, 0.02}));
  const PhaseSeconds parts = model.parts_at(4, 1e6);
  const Estimate kept = model.estimate_kept(4, 1e6);
  EXPECT_DOUBLE_EQ(kept.value, parts.work + parts.talk + parts.rest);
  EXPECT_LT(kept.interval.low, kept.value);
  EXPECT_GT(kept.interval.high, kept.value);
  EXPECT_DOUBLE_EQ(model.estimate(4, 1e6).value, parts.total());
}

TEST(CostModel, HasNoParameterBelowZero) {
  const CostModel model = fitted_cost(fork_trials({0.2, 0.2}));
  for (const CostTerm* term : {&model.start, &model.work, &model.talk, &model.rest}) {
    for (const Estimate& parameter : term->parameters) {
      EXPECT_GE(parameter.value, 0);
      EXPECT_GE(parameter.interval.low, 0);
    }
  }
}

TEST(CostModel, OfASingleLaunchSpeaksForItsRepetitions) {
  const CostModel model = fitted_cost(fork_trials({0, 0.02}, {.launches = 1, .repetitions = 8}));
  EXPECT_EQ(model.basis, IntervalBasis::repetitions);
  EXPECT_EQ(model.levels.front().count, 8U);
}

TEST(CostModel, LeavesOutPointsOfTooFewRepetitions) {
  auto trials = fork_trials({0.01, 0.01});
  trials.push_back({.workers = 4, .size = 5e5, .launch = 0, .seconds = {.work = 1}});
  EXPECT_EQ(fitted_cost(trials).left_out_points, 1U);
}

TEST(CostModel, IsTheSameForTheSameSeedAndNotForAnother) {
  const auto trials = fork_trials({0.02, 0.02});
  const auto high = [&](std::uint64_t seed) {
    const auto fit = fit_cost(trials, {.bootstrap = {.resamples = 100, .seed = seed}});
    return std::get<CostModel>(fit).start.parameters[0].interval.high;
  };
  EXPECT_EQ(high(1), high(1));
  EXPECT_NE(high(1), high(2));
}

TEST(CostModel, RefusesTooLittleWithAReason) {
  EXPECT_THAT(refusal_of({}), testing::HasSubstr("4 sizes at least"));
  EXPECT_THAT(refusal_of(fork_trials({}, {.sizes = {1e4, 1e5, 1e6}})), testing::EndsWith("there are 3"));
  EXPECT_THAT(refusal_of(fork_trials({}, {.workers = {2, 4}})), testing::HasSubstr("measure a third"));
  EXPECT_THAT(refusal_of(fork_trials({}, {.launches = 1, .repetitions = 2})),
              testing::HasSubstr("3 launches, or repetitions"));
}

TEST(CostModel, RefusesSizesThatOnlyGrowWithTheWorkers) {
  std::vector<CostObservation> weak;
  for (const CostObservation& each :
       fork_trials({}, {.workers = {1, 2, 3, 4, 6, 8}, .sizes = {1e4, 2e4, 3e4, 4e4, 6e4, 8e4}})) {
    if (each.size == 1e4 * each.workers) weak.push_back(each);
  }
  EXPECT_THAT(refusal_of(weak), testing::HasSubstr("with the same number of workers"));
}

TEST(CostModel, RefusesWhatItDoesNotDescribe) {
  statistics::Random random(9);
  const auto swinging = [](double, double n) {
    return PhaseSeconds{.work = 1e-9 * n * std::exp(1.5 * std::sin(3 * std::log(n)))};
  };
  const auto trials = simulated::trials(swinging, {.workers = {1}}, {0.01, 0.01}, random);
  EXPECT_THAT(
      refusal_of(trials),
      testing::ContainsRegex("does not describe these times.*most at n = [1-9](\\.[0-9]+)?e[0-9] with 1 worker;"));
}

TEST(CostModel, ThrowsForWhatIsNoTrial) {
  const auto fit = [](CostObservation bad) {
    auto trials = fork_trials({});
    trials.push_back(bad);
    fit_cost(trials, {.bootstrap = few_resamples});
  };
  EXPECT_THROW(fit({.workers = 0, .size = 1, .seconds = {.work = 1}}), std::invalid_argument);
  EXPECT_THROW(fit({.workers = 1, .size = -1, .seconds = {.work = 1}}), std::invalid_argument);
  EXPECT_THROW(fit({.workers = 1, .size = 1, .seconds = {}}), std::invalid_argument);
  EXPECT_THROW(fit({.workers = 1, .size = 1, .seconds = {.work = std::nan("")}}), std::invalid_argument);
  EXPECT_THROW(fit_cost({}, {.bootstrap = {.resamples = 0}}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
