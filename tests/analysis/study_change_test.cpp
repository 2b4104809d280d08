#include "analysis/study_change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "analysis/example_study.hpp"
#include "analysis/simulated_study.hpp"

namespace breakeven::analysis {
namespace {

using test::add_measured;
using test::example_point;
using test::simulated_study;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

std::vector<Verdict> verdicts(const StudyChange& change) {
  std::vector<Verdict> all;
  for (const PointChange& point : change.points) all.push_back(point.verdict);
  return all;
}

std::size_t changed(const StudyChange& change) {
  return change.points.size() -
         static_cast<std::size_t>(std::ranges::count(change.points, Verdict::no_change, &PointChange::verdict));
}

TEST(StudyChange, NothingIsTold_WhenNothingChanged) {
  constexpr int studies = 200;
  int quiet = 0;
  for (int i = 0; i < studies; ++i) {
    const auto before = simulated_study({.seed = 1000U + static_cast<unsigned>(i)});
    const auto after = simulated_study({.seed = 5000U + static_cast<unsigned>(i)});
    quiet += changed(compare_studies(before, after)) == 0 ? 1 : 0;
  }
  std::cout << "no false alarm in " << quiet << " of " << studies << " comparisons of the same\n";
  EXPECT_GE(quiet, studies * 95 / 100);
}

TEST(StudyChange, ATenthMoreIsFound_WhereItIs) {
  constexpr int studies = 100;
  int found = 0;
  for (int i = 0; i < studies; ++i) {
    const auto before = simulated_study({.seed = 1000U + static_cast<unsigned>(i)});
    const auto after = simulated_study({.seed = 5000U + static_cast<unsigned>(i), .slower = 1.1});
    const auto change = compare_studies(before, after);
    found += change.points[1].verdict == Verdict::slower && changed(change) == 1 ? 1 : 0;
  }
  std::cout << "10 % more in one point is told of it alone in " << found << " of " << studies << '\n';
  EXPECT_GE(found, studies * 75 / 100);
}

TEST(StudyChange, LargerChangesCarryTheirSizeAndPhase) {
  const auto before = simulated_study({.seed = 1});
  const auto after = simulated_study({.seed = 2, .slower = 1.5});
  const auto change = compare_studies(before, after);
  EXPECT_THAT(verdicts(change), ElementsAre(Verdict::no_change, Verdict::slower, Verdict::no_change, Verdict::no_change,
                                            Verdict::no_change));
  const PointChange& slower = change.points[1];
  EXPECT_NEAR(slower.ratio.ratio, 1.5, 0.1);
  EXPECT_GT(slower.ratio.interval.value().low, 1.35);
  EXPECT_EQ(share_longer(slower), 1.0);
  EXPECT_NEAR(slower.phases.phases[static_cast<std::size_t>(Phase::work)],
              0.8 * (slower.after_seconds - slower.before_seconds), 0.01);
  const auto back = compare_studies(after, before);
  EXPECT_EQ(back.points[1].verdict, Verdict::faster);
  EXPECT_THAT(points_with(back, Verdict::faster), ElementsAre(&back.points[1]));
}

/// One point of 100 ms, then of `now`, and the same once more as a twin that differs by a tenth.
StudyChange change_of_one(Duration now, bool twin = false, int launches = 7) {
  study::StudyContent before;
  add_measured(before, example_point(CrewKind::threads, 2, 1000), 100ms, launches);
  plan::Point again = example_point(CrewKind::threads, 2, 1000);
  again.role = plan::Role::twin;
  if (twin) add_measured(before, again, 110ms, launches);
  study::StudyContent after;
  add_measured(after, example_point(CrewKind::threads, 2, 1000), now, launches);
  return compare_studies(before, after);
}

TEST(StudyChange, NothingBelowTheNoiseFloorIsTold) {
  EXPECT_THAT(verdicts(change_of_one(109ms)), ElementsAre(Verdict::slower));
  EXPECT_FALSE(change_of_one(109ms).noise_floor);
  EXPECT_THAT(verdicts(change_of_one(109ms, true)), ElementsAre(Verdict::no_change));
  EXPECT_NEAR(change_of_one(109ms, true).noise_floor.value(), 0.1, 1e-9);
  EXPECT_THAT(verdicts(change_of_one(112ms, true)), ElementsAre(Verdict::slower));
  EXPECT_THAT(verdicts(change_of_one(90ms, true)), ElementsAre(Verdict::faster));
}

TEST(StudyChange, TooFewLaunchesAreToldFromNoChange) {
  const auto few = change_of_one(200ms, false, 5);
  EXPECT_THAT(verdicts(few), ElementsAre(Verdict::no_change));
  EXPECT_TRUE(cannot_tell(few.points[0], 1));
  const auto enough = change_of_one(200ms, false, 6);
  EXPECT_FALSE(cannot_tell(enough.points[0], 1));
  EXPECT_TRUE(cannot_tell(enough.points[0], 100)) << "beside so many, chance needs to be less";
  EXPECT_EQ(launches_to_tell(1), 6U);
  EXPECT_EQ(launches_to_tell(50), 7U);  // 50 * 2 / binomial(14, 7) = 0.029; of 12 over 6: 0.11
}

TEST(StudyChange, TheTestIsOfLaunchesAndOfTrialsOnlyInASingleOne) {
  auto before = simulated_study({.seed = 1, .launches = 1, .repetitions = 20});
  auto after = simulated_study({.seed = 2, .launches = 1, .repetitions = 20});
  const auto single = compare_studies(before, after);
  EXPECT_EQ(single.points[0].ratio.basis, IntervalBasis::repetitions);
  EXPECT_NEAR(single.points[0].least_p_value, 2 / 137846528820.0, 1e-13);  // 40 over 20
  const auto several = compare_studies(simulated_study({.seed = 1}), simulated_study({.seed = 2}));
  EXPECT_NEAR(several.points[0].least_p_value, 2 / 12870.0, 1e-9) << "8 launches each, whatever is in them";
}

TEST(StudyChange, OtherAnswersToTheSameJob) {
  auto before = test::example_study();
  auto after = test::example_study();
  EXPECT_THAT(compare_studies(before, after).answers, IsEmpty());
  for (Trial& trial : after.trials) {
    if (trial.workers == 3) trial.answer.digest = 5;
  }
  const auto change = compare_studies(before, after);
  ASSERT_THAT(change.answers, SizeIs(1));
  EXPECT_THAT(change.answers[0].after, ElementsAre(5));
  EXPECT_THAT(change.answers[0].before, ElementsAre(0));
}

TEST(StudyChange, WhatElseDiffers) {
  auto before = test::example_study();
  auto after = test::example_study();
  EXPECT_TRUE(compare_studies(before, after).surroundings.known);
  EXPECT_THAT(compare_studies(before, after).surroundings.changes, IsEmpty());
  after.launches[0].environment.host = "node2";
  for (study::Launch& launch : after.launches) launch.environment.mpi_library = "4.1";
  after.plan_text += "# more";
  const auto surroundings = compare_studies(before, after).surroundings;
  ASSERT_THAT(surroundings.changes, SizeIs(1)) << "before there was no MPI";
  EXPECT_EQ(surroundings.changes[0].column, "host");
  EXPECT_THAT(surroundings.changes[0].after, ElementsAre("node1", "node2"));
  EXPECT_TRUE(surroundings.plans_differ);
  after.launches.clear();
  EXPECT_FALSE(compare_studies(before, after).surroundings.known);
}

}  // namespace
}  // namespace breakeven::analysis
