#include "analysis/study_models.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/cost_observations.hpp"
#include "analysis/costed_study.hpp"
#include "analysis/curve_scaling.hpp"

namespace breakeven::analysis {
namespace {

using test::add_costed_kind;
using test::costed_sizes;
using test::costed_study;
using test::example_point;
using test::true_break_even;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

GroupModels models_of(const study::StudyContent& study) { return fit_models(answer(study)).groups.at(0); }

std::vector<CurveScaling> scalings_of(const study::StudyContent& study) {
  const StudySummary summary = summarise_study(study);
  return curve_scalings(groups_of(summary).at(0), summary);
}

bool holds(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

void keep_crews(study::StudyContent& study) {
  for (Trial& trial : study.trials) {
    trial.kept_crew = true;
    trial.wall -= trial.phases[Phase::start] + trial.phases[Phase::stop];
    for (study::Launch& launch : study.launches) {
      if (launch.id != trial.launch_id) continue;
      launch.start = trial.phases[Phase::start];
      launch.stop = trial.phases[Phase::stop];
    }
    trial.phases[Phase::start] = trial.phases[Phase::stop] = 0s;
  }
}

TEST(CostObservations, StoppingBelongsToTheStartAndAllPhasesAreTheWholeTime) {
  auto study = costed_study(0);
  for (const bool kept : {false, true}) {
    if (kept) keep_crews(study);
    const StudySummary summary = summarise_study(study);
    const std::vector<std::size_t> rows{6};
    const auto observations = cost_observations(rows, summary);
    ASSERT_EQ(observations.size(), 7U);
    const PhaseSeconds& seconds = observations[0].seconds;
    EXPECT_EQ(observations[0].workers, 2);
    EXPECT_EQ(observations[0].size, 1e4);
    EXPECT_EQ(observations[6].launch, 6);
    EXPECT_DOUBLE_EQ(seconds.start, 100e-6) << kept;
    EXPECT_DOUBLE_EQ(seconds.work, 10e-6);
    EXPECT_DOUBLE_EQ(seconds.talk, 5e-6);
    EXPECT_NEAR(seconds.rest, 95e-6, 1e-12);
  }
}

TEST(CostObservations, WhatTookNoTimeIsNone) {
  auto study = costed_study();
  study.trials[0].wall = 0s;
  study.trials[0].phases = {};
  const std::vector<std::size_t> rows{0};
  EXPECT_EQ(cost_observations(rows, summarise_study(study)).size(), 6U);
}

TEST(CostModels, AreOfAllNumbersOfWorkersWhereThereAre3) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {1, 2, 3, 4}, 400e-6);
  const GroupModels models = models_of(study);
  std::vector<std::pair<std::size_t, int>> of;
  for (const CurveCost& cost : models.costs) of.emplace_back(cost.curve, cost.workers.value_or(0));
  EXPECT_THAT(of, ElementsAre(std::pair(0, 1), std::pair(1, 2), std::pair(2, 0), std::pair(3, 2)));
  const auto& fork = std::get<CostModel>(models.costs[2].model);
  EXPECT_EQ(fork.start.shape.formula(), "a p");
  EXPECT_NEAR(fork.start.parameters[0].value, 400e-6, 4e-6);
  EXPECT_EQ(fork.work.shape.formula(), "a n / p");
  EXPECT_TRUE(fork.left_out_sizes && fork.left_out_workers);
  const CurveCost* three = cost_of({2, 3}, models.costs);
  EXPECT_EQ(three, &models.costs[2]);
  EXPECT_EQ(cost_of({1, 3}, models.costs), nullptr);
}

/// Work that takes so much longer whatever n is, where it is that of `kind`.
void add_fixed_work(study::StudyContent& study, CrewKind kind, Duration fixed) {
  for (Trial& trial : study.trials) {
    if (trial.kind != kind) continue;
    trial.phases[Phase::work] += fixed;
    trial.wall += fixed;
  }
}

TEST(CostModels, FollowTheLawOfSerialWorkUnlessItDoesNotDescribeThem) {
  auto study = costed_study();
  add_fixed_work(study, CrewKind::serial, 10us);
  add_fixed_work(study, CrewKind::threads, 1us);
  const GroupModels models = models_of(study);
  const auto law = [&](std::size_t cost) { return std::get<CostModel>(models.costs.at(cost).model).work_law; };
  EXPECT_EQ(law(0), WorkLaw::affine);
  EXPECT_EQ(law(1), WorkLaw::affine);
  EXPECT_EQ(law(2), WorkLaw::linear) << "ranks have no such part";
}

TEST(CostModels, ARefusalIsGivenOnceWithItsReason) {
  study::StudyContent study;
  const std::vector<std::uint64_t> few{1000, 10'000};
  add_costed_kind(study, CrewKind::serial, {1}, 0, few);
  add_costed_kind(study, CrewKind::threads, {2, 3, 4}, 50e-6, few);
  const GroupModels models = models_of(study);
  ASSERT_EQ(models.costs.size(), 2U);
  for (const CurveCost& cost : models.costs) {
    EXPECT_THAT(std::get<Refusal>(cost.model).reason, HasSubstr("needs 4 sizes"));
  }
  ASSERT_EQ(models.break_evens.size(), 3U);
  EXPECT_EQ(answered_by(models.break_evens[0]), AnsweredBy::measurement);
  EXPECT_FALSE(agree(models.break_evens[0]).has_value());
}

TEST(BreakEvens, AreFoundTwiceAndAgree) {
  const GroupModels models = models_of(costed_study());
  ASSERT_EQ(models.break_evens.size(), 3U);
  const CrewBreakEven& threads = models.break_evens[0];
  EXPECT_EQ(threads.crew, (CrewOf{1, 2}));
  EXPECT_EQ(threads.rival, (CrewOf{0, 1}));
  for (const auto* found : {&threads.measured, &threads.modelled}) {
    const auto& point = std::get<BreakEven>(*found);
    EXPECT_EQ(point.verdict, BreakEvenVerdict::from);
    EXPECT_TRUE(holds(point.interval, true_break_even(50e-6))) << point.interval.low << " " << point.interval.high;
  }
  EXPECT_EQ(agree(threads), std::optional(true));
  const auto& ranks = std::get<BreakEven>(models.break_evens[1].modelled);
  EXPECT_EQ(answer_of(models.break_evens[1])->verdict, BreakEvenVerdict::never);
  ASSERT_TRUE(ranks.beyond.has_value());
  EXPECT_TRUE(holds(ranks.beyond->interval, true_break_even(20e-3)));
}

TEST(BreakEvens, OfCrewsOfTheSameSizeEachIsAgainstTheOneThatStartsMoreCheaply) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {2, 3}, 400e-6);
  std::vector<std::pair<std::size_t, std::size_t>> rivals;
  for (const CrewBreakEven& point : models_of(study).break_evens) {
    if (point.rival.curve != 0) rivals.emplace_back(point.crew.curve, point.rival.curve);
  }
  EXPECT_THAT(rivals, ElementsAre(std::pair(2, 1), std::pair(3, 2)));
}

TEST(BreakEvens, WhatWasMeasuredAnswersWhereItDecides) {
  BreakEven from;
  from.verdict = BreakEvenVerdict::from;
  from.interval = {8, 12};
  BreakEven later = from;
  later.interval = {15, 30};
  BreakEven open;
  open.interval = {5, INFINITY};
  const auto point = [](Fitted<BreakEven> measured, Fitted<BreakEven> modelled) {
    return CrewBreakEven{{1, 2}, {0, 1}, true, true, false, std::move(measured), std::move(modelled)};
  };
  const auto by = [&](const Fitted<BreakEven>& measured, const Fitted<BreakEven>& modelled) {
    return answered_by(point(measured, modelled));
  };
  EXPECT_EQ(by(from, later), AnsweredBy::measurement);
  EXPECT_EQ(by(open, later), AnsweredBy::model);
  EXPECT_EQ(by(open, open), AnsweredBy::measurement);
  EXPECT_EQ(by(open, Refusal{}), AnsweredBy::measurement);
  EXPECT_EQ(by(Refusal{}, open), AnsweredBy::model);
  EXPECT_EQ(by(Refusal{}, Refusal{}), AnsweredBy::nothing);
  EXPECT_EQ(agree(point(from, later)), std::optional(false));
  EXPECT_EQ(agree(point(open, later)), std::optional(true));
}

TEST(BreakEvens, WithoutSerialOneWorkerIsToBeBeaten) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::fork, {1, 2}, 400e-6);
  const GroupModels models = models_of(study);
  ASSERT_EQ(models.break_evens.size(), 1U);
  EXPECT_EQ(models.break_evens[0].rival, (CrewOf{0, 1}));
  for (const auto* found : {&models.break_evens[0].measured, &models.break_evens[0].modelled}) {
    EXPECT_TRUE(holds(std::get<BreakEven>(*found).interval, 400e-6 / 1e-9));
  }
}

TEST(BreakEvens, OfCrewsThatAreKeptDoNotKnowTheStart) {
  auto study = costed_study();
  keep_crews(study);
  const GroupModels models = models_of(study);
  for (const auto* found : {&models.break_evens[1].measured, &models.break_evens[1].modelled}) {
    const auto& ranks = std::get<BreakEven>(*found);
    EXPECT_TRUE(models.break_evens[1].kept);
    EXPECT_EQ(ranks.verdict, BreakEvenVerdict::from);
    EXPECT_TRUE(holds(ranks.interval, true_break_even(0)));
  }
}

TEST(Repayments, StartAndStopAreDividedByWhatAJobGains) {
  for (const bool kept : {false, true}) {
    auto study = costed_study();
    if (kept) keep_crews(study);
    const GroupModels models = models_of(study);
    ASSERT_EQ(models.repayments.size(), 2 * costed_sizes.size());
    const CrewRepayment& last = models.repayments.back();
    EXPECT_EQ(last.crew, (CrewOf{2, 2}));
    EXPECT_EQ(last.size, 3'000'000U);
    EXPECT_EQ(last.repayment.verdict, RepaymentVerdict::repaid);
    EXPECT_TRUE(holds(last.repayment.start_seconds.interval, 40e-3));
    EXPECT_TRUE(holds(last.repayment.jobs.interval, std::ceil(40e-3 / (3e-3 - 80e-6))));
    EXPECT_EQ(models.repayments[0].repayment.verdict, RepaymentVerdict::never);
  }
}

TEST(JudgedCrews, OneOfEachWaySpeaksForIt) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {1, 2, 3, 4}, 400e-6);
  for (Trial& trial : study.trials) trial.oversubscribed = trial.workers > 3;
  const StudySummary summary = summarise_study(study);
  std::vector<std::tuple<std::size_t, int, bool>> crews;
  for (const JudgedCrew& each : judged_crews(groups_of(summary)[0], summary)) {
    crews.emplace_back(each.crew.curve, each.crew.workers, each.told);
  }
  EXPECT_THAT(crews, ElementsAre(std::tuple(1, 2, true), std::tuple(2, 2, false), std::tuple(2, 3, true),
                                 std::tuple(2, 4, false), std::tuple(3, 2, true)));
}

TEST(StudyModels, WhereThereAreTooManyCrewsThoseThatSpeakForOthersStay) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {2, 3, 4}, 400e-6);
  const StudyAnswers answers = answer(study);
  const StudyModels some = fit_models(answers, 3);
  EXPECT_EQ(some.crews, 3U);
  EXPECT_EQ(some.left_out_crews, 2U);
  for (const CrewBreakEven& point : some.groups[0].break_evens) EXPECT_TRUE(point.told);
  EXPECT_EQ(fit_models(answers, 1).crews, 1U);
  EXPECT_EQ(fit_models(answers).left_out_crews, 0U);
}

TEST(StudyModels, OfWorkThatGrowsThereIsNoBreakEvenPoint) {
  study::StudyContent study;
  for (const int workers : {1, 2, 3, 4}) {
    const auto n = 1'000'000U * static_cast<std::uint64_t>(workers);
    if (workers == 1) add_costed_kind(study, CrewKind::serial, {1}, 0, {n});
    add_costed_kind(study, CrewKind::threads, {workers}, 50e-6, {n});
  }
  const GroupModels models = models_of(study);
  EXPECT_THAT(models.costs, IsEmpty());
  EXPECT_THAT(models.break_evens, IsEmpty());
  ASSERT_EQ(models.laws.size(), 1U);
  EXPECT_EQ(models.laws[0].law, ScalingLaw::gustafson);
  EXPECT_THAT(models.efficient_workers, IsEmpty());
  const auto scalings = scalings_of(study);
  ASSERT_EQ(scalings.size(), 1U);
  EXPECT_EQ(scalings[0].base, Base::scaled_serial);
  const ScalingPoint& four = scalings[0].points[3];
  EXPECT_NEAR(four.costs.speed_up.value().value, 4 * 2.02e-3 / 2.3e-3, 0.05);
}

TEST(LawFits, MoreWorkersThanProcessorsAreLeftOutWhere3NumbersRemain) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::fork, {1, 2, 3, 4, 8}, 400e-6, {1'000'000'000});
  for (Trial& trial : study.trials) trial.oversubscribed = trial.workers > 3;
  const LawFit law = models_of(study).laws.at(0);
  EXPECT_EQ(std::get<ScalingFit>(law.fit).range.high, 3);
  EXPECT_FALSE(law.oversubscribed);
  for (Trial& trial : study.trials) trial.oversubscribed = trial.workers > 2;
  const LawFit all = models_of(study).laws.at(0);
  EXPECT_EQ(std::get<ScalingFit>(all.fit).range.high, 8);
  EXPECT_TRUE(all.oversubscribed);
}

TEST(LawFits, TooManyAreThoseOfTheLargestSizes) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::fork, {1, 2, 3}, 400e-6, {1'000'000, 10'000'000});
  const StudySummary summary = summarise_study(study);
  const LawFits fits = law_fits(groups_of(summary), summary, 1);
  EXPECT_EQ(fits.curves, 1U);
  EXPECT_EQ(fits.left_out_curves, 1U);
  EXPECT_EQ(summary.rows[fits.fits.at(0).row].measured.point.problem_size, 10'000'000U);
}

TEST(CurveScalings, SpeedUpsAndHoursOfNodesOverSerial) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::serial, {1}, 0, {1'000'000'000});
  add_costed_kind(study, CrewKind::mpi, {1, 2, 4}, 20e-3, {1'000'000'000});
  for (plan::Point& point : study.points) point.nodes = point.workers;
  for (std::size_t i = 0; i < study.trials.size(); ++i) {
    study.trials[i].nodes = study.trials[i].workers;
    study.trials[i].point_id = study.points[i / 7].id();
  }
  for (std::size_t i = 0; i < study.launches.size(); ++i) study.launches[i].point_id = study.points[i / 7].id();
  const auto scalings = scalings_of(study);
  ASSERT_EQ(scalings.size(), 1U);
  const CurveScaling& ranks = scalings[0];
  EXPECT_EQ(ranks.curve, 1U);
  EXPECT_EQ(ranks.base, Base::serial);
  ASSERT_EQ(ranks.points.size(), 3U);
  const double time = 0.5 + 80e-3 + 1e-4;
  EXPECT_NEAR(ranks.points[2].costs.node_hours.value, 4 * time / 3600, 1e-6);
  EXPECT_NEAR(ranks.points[2].costs.speed_up.value().value, 2.00002 / time, 1e-3);
  ASSERT_TRUE(ranks.points[2].serial_fraction.has_value());
  const GroupModels models = models_of(study);
  ASSERT_EQ(models.efficient_workers.size(), 1U);
  EXPECT_EQ(std::get<SensibleWorkers>(models.efficient_workers[0].workers).verdict, SensibleVerdict::all);
}

TEST(CurveScalings, HaveTheIntervalsThatFiguresAndProposalsHave) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::serial, {1}, 0, costed_sizes, 0.3);
  add_costed_kind(study, CrewKind::threads, {2, 4}, 50e-6, costed_sizes, 0.3);
  const StudySummary summary = summarise_study(study);
  int compared = 0;
  for (const CurveScaling& scaling : curve_scalings(groups_of(summary).at(0), summary)) {
    for (const ScalingPoint& point : scaling.points) {
      if (!point.costs.speed_up || !point.costs.speed_up->interval) continue;
      const Interval printed = costs_of(point.row, summary).speed_up->interval.value();
      EXPECT_EQ(point.costs.speed_up->interval->low, printed.low);
      EXPECT_EQ(point.costs.speed_up->interval->high, printed.high);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 2);
}

}  // namespace
}  // namespace breakeven::analysis
