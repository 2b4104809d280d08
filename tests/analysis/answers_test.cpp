#include "analysis/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/example_study.hpp"
#include "analysis/launch_times.hpp"

namespace breakeven::analysis {
namespace {

using test::add_measured;
using test::example_point;
using test::example_study;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

std::vector<Gap> gaps_of(const study::StudyContent& study) {
  std::vector<Gap> gaps;
  for (const FoundGap& found : answer(study).gaps) gaps.push_back(found.gap);
  return gaps;
}

TEST(Curves, AreOfOneWayAndAscend) {
  const StudySummary summary = summarise_study(example_study());
  const auto groups = groups_of(summary);
  ASSERT_EQ(groups.size(), 1U) << "what measures overhead is in no group";
  ASSERT_EQ(groups[0].curves.size(), 2U);
  EXPECT_EQ(serial_curve(groups[0]), &groups[0].curves[0]);
  EXPECT_THAT(groups[0].curves[1].rows, ElementsAre(1, 2)) << "nor is the twin";
  EXPECT_THAT(worker_counts(groups[0].curves[1], summary), ElementsAre(2, 3));
  EXPECT_THAT(groups[0].sizes, ElementsAre(1000));
  EXPECT_FALSE(groups[0].scaled);
}

TEST(Curves, OtherParametersAreAnotherGroupAndAnotherWayAnotherCurve) {
  auto study = example_study();
  plan::Point pipe = example_point(CrewKind::fork, 2, 1000);
  pipe.share = Share::pipe;
  add_measured(study, example_point(CrewKind::fork, 2, 1000), 3s);
  add_measured(study, pipe, 3s);
  plan::Point other = example_point(CrewKind::threads, 2, 1000);
  other.parameters.push_back({"type", "x"});
  add_measured(study, other, 3s);
  const auto groups = groups_of(summarise_study(study));
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].curves.size(), 4U);
  EXPECT_EQ(groups[1].parameters, "seed=7 type=x");
}

TEST(Curves, OtherSharesOfWorkThatGrowsAreAnotherGroup) {
  study::StudyContent study;
  for (const std::uint64_t share : {1000U, 5000U}) {
    for (const int workers : {1, 2, 3}) {
      const auto n = share * static_cast<std::uint64_t>(workers);
      add_measured(study, example_point(CrewKind::threads, workers, n), share * 1ms + workers * 10ms);
    }
  }
  const StudySummary summary = summarise_study(study);
  const auto groups = groups_of(summary);
  ASSERT_EQ(groups.size(), 2U) << "5000 is a size of both";
  for (const Group& group : groups) {
    EXPECT_TRUE(group.scaled);
    ASSERT_EQ(group.curves.size(), 1U);
    EXPECT_THAT(worker_counts(group.curves[0], summary), ElementsAre(1, 2, 3));
  }
  EXPECT_EQ(groups[1].share, 5000U);
  EXPECT_THAT(groups[1].sizes, ElementsAre(5000, 10'000, 15'000));
}

TEST(LaunchTimes, TrialsOfALaunchStayTogether) {
  study::StudyContent study;
  const plan::Point point = example_point(CrewKind::threads, 2, 1000);
  study.points.push_back(point);
  for (int i = 0; i < 6; ++i) {
    study.trials.push_back(test::example_trial_of(point, point.id(), i / 3, (i + 1) * 1s));
    study.trials.back().repetition = i % 3;
  }
  EXPECT_THAT(launch_walls(study_points(study)[0]), ElementsAre(ElementsAre(1, 2, 3), ElementsAre(4, 5, 6)));
  study.trials[1].status = TrialStatus::failed;
  EXPECT_THAT(launch_walls(study_points(study)[0]), ElementsAre(ElementsAre(1, 3), ElementsAre(4, 5, 6)));
  for (Trial& trial : study.trials) trial.launch_id = trial.point_id = "";
  EXPECT_EQ(launch_walls(study_points(study).back()).size(), 5U) << "outside of a study each is a launch";
  for (Trial& trial : study.trials) trial.kept_crew = true;
  EXPECT_EQ(launch_walls(study_points(study).back()).size(), 1U) << "of one command whose crew was kept";
}

TEST(StartCost, ByWorkersOverSizes) {
  study::StudyContent study;
  for (const int workers : {1, 2, 4}) add_measured(study, example_point(CrewKind::fork, workers, 1000), workers * 1s);
  const auto answers = answer(study);
  ASSERT_EQ(answers.groups[0].starts.size(), 1U);
  const StartCost& cost = answers.groups[0].starts[0];
  ASSERT_EQ(cost.levels.size(), 3U);
  EXPECT_DOUBLE_EQ(cost.levels[2].seconds.median, 0.4);
  ASSERT_TRUE(std::holds_alternative<LineFit>(cost.line));
  EXPECT_NEAR(std::get<LineFit>(cost.line).slope.value, 0.1, 1e-9);
  EXPECT_NEAR(std::get<LineFit>(cost.line).intercept.value, 0, 1e-9);
}

TEST(PastProcessors, ComparesTheMostWorkersWithTheMostThatHaveAProcessor) {
  auto study = example_study();
  add_measured(study, example_point(CrewKind::threads, 8, 1000), 5s);
  EXPECT_THAT(answer(study).groups[0].past_processors, IsEmpty());
  for (Trial& trial : study.trials) trial.oversubscribed = trial.workers > 3;
  for (study::Launch& launch : study.launches) launch.environment.usable_processors = 3;
  const auto past = answer(study).groups[0].past_processors;
  ASSERT_EQ(past.size(), 1U);
  EXPECT_EQ(past[0].within_row, 2U);
  EXPECT_EQ(past[0].beyond_row, 5U);
  EXPECT_EQ(past[0].processors, 3);
  EXPECT_DOUBLE_EQ(past[0].ratio.ratio, 2);
  ASSERT_TRUE(past[0].ratio.interval.has_value());
  EXPECT_GT(past[0].ratio.interval->low, 1.9);
}

TEST(Gaps, EachIsFoundAndNoOther) {
  EXPECT_THAT(gaps_of({}), IsEmpty());
  EXPECT_THAT(gaps_of(example_study()), ElementsAre(Gap::one_size, Gap::few_counts, Gap::none_past_processors));
  study::StudyContent lonely;
  add_measured(lonely, example_point(CrewKind::threads, 2, 1000), 1s, 1);
  EXPECT_THAT(gaps_of(lonely),
              ElementsAre(Gap::few_trials, Gap::one_launch, Gap::no_noise_floor, Gap::no_serial,
                          Gap::nothing_to_compare, Gap::one_size, Gap::one_count, Gap::none_past_processors));
  auto unfinished = example_study();
  unfinished.points.push_back(example_point(CrewKind::threads, 5, 1000));
  unfinished.points.push_back(example_point(CrewKind::threads, 6, 1000));
  unfinished.points.back().skipped = "too many";
  for (Trial& trial : unfinished.trials) {
    if (trial.workers == 3) trial.status = TrialStatus::failed;
  }
  EXPECT_THAT(gaps_of(unfinished), ElementsAre(Gap::points_pending, Gap::points_failed, Gap::points_skipped,
                                               Gap::one_size, Gap::one_count, Gap::none_past_processors));
}

TEST(Gaps, WhatLacksLaunchesIsToldWhereThereAreTimes) {
  auto begun = example_study();
  begun.open_points = {begun.points[0].id(), begun.points[1].id()};
  EXPECT_THAT(gaps_of(begun),
              ElementsAre(Gap::points_begun, Gap::one_size, Gap::few_counts, Gap::none_past_processors));
  const FoundGap gap = answer(begun).gaps[0];
  EXPECT_EQ(gap.points, 2U);
  EXPECT_EQ(gap.of, 5U);
  begun.points.push_back(example_point(CrewKind::threads, 5, 1000));
  begun.open_points = {begun.points.back().id()};
  EXPECT_THAT(gaps_of(begun),
              ElementsAre(Gap::points_pending, Gap::one_size, Gap::few_counts, Gap::none_past_processors));
}

}  // namespace
}  // namespace breakeven::analysis
