#include "measure/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "measure/fake_crew.hpp"

namespace breakeven::measure {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Not;

ComparisonPlan plan_of(std::vector<int> worker_counts, int repetitions) {
  ComparisonPlan plan;
  for (const int workers : worker_counts) {
    CrewOptions options;
    options.kind = CrewKind::threads;
    options.workers = workers;
    plan.points.push_back(options);
  }
  plan.repetitions = repetitions;
  return plan;
}

std::vector<std::size_t> points_of_round(const std::vector<Turn>& turns, std::size_t points, std::size_t round) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < points; ++i) order.push_back(turns[round * points + i].point);
  return order;
}

TEST(InterleavedTurns, EachRoundHasEveryPointOnce) {
  const auto turns = interleaved_turns(10, 7, 1);
  ASSERT_EQ(turns.size(), 70U);
  for (std::size_t i = 0; i < turns.size(); ++i) EXPECT_EQ(turns[i].repetition, static_cast<int>(i / 10));
  for (std::size_t round = 0; round < 7; ++round) {
    const auto order = points_of_round(turns, 10, round);
    EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), 10U);
  }
}

TEST(InterleavedTurns, TheOrderIsShuffledAnewEachRoundAndFixedByTheSeed) {
  const auto turns = interleaved_turns(10, 2, 1);
  EXPECT_NE(points_of_round(turns, 10, 0), points_of_round(turns, 10, 1));
  EXPECT_EQ(turns, interleaved_turns(10, 2, 1));
  EXPECT_NE(turns, interleaved_turns(10, 2, 2));
}

TEST(InterleavedTurns, EveryPointComesFirstAboutEquallyOften) {
  constexpr int rounds = 6000;
  std::vector<int> first(6);
  const auto turns = interleaved_turns(6, rounds, 9);
  for (std::size_t round = 0; round < rounds; ++round) ++first[turns[round * 6].point];
  for (const int count : first) EXPECT_NEAR(count, rounds / 6, 150);  // five standard deviations
}

TEST(Compare, RunsEveryPointAsOftenAsAsked) {
  test::FakeCrewScript script;
  ComparisonResult result;
  compare(plan_of({1, 2, 3}, 4), test::fake_task(), test::fake_setting(script), result);
  EXPECT_EQ(result.trials.size(), 12U);
  std::set<std::pair<int, int>> seen;
  for (const Trial& trial : result.trials) seen.insert({trial.workers, trial.repetition});
  EXPECT_EQ(seen.size(), 12U);
  EXPECT_EQ(std::ranges::count(script.calls, "stop"), 12);
}

TEST(Compare, AKeptCrewStartsOncePerPoint) {
  test::FakeCrewScript script;
  ComparisonPlan plan = plan_of({2, 3}, 3);
  plan.keep = true;
  ComparisonResult result;
  compare(plan, test::fake_task(), test::fake_setting(script), result);
  EXPECT_EQ(result.trials.size(), 6U);
  EXPECT_EQ(result.kept_crews.size(), 2U);
  EXPECT_EQ(std::ranges::count(script.calls, "stop"), 2);
  for (const KeptCrewTimes& times : result.kept_crews) EXPECT_GT(times.start, Duration{});
}

TEST(Compare, APointThatFailsIsInTheResultAndTheOthersGoOn) {
  test::FakeCrewScript script;
  script.start_failure = "no";
  for (const bool keep : {false, true}) {
    ComparisonPlan plan = plan_of({2, 3}, 2);
    plan.keep = keep;
    ComparisonResult result;
    compare(plan, test::fake_task(), test::fake_setting(script), result);
    std::set<int> failed;
    for (const Trial& trial : result.trials) {
      EXPECT_EQ(trial.status, TrialStatus::failed);
      failed.insert(trial.workers);
    }
    EXPECT_THAT(failed, ElementsAre(2, 3));
  }
}

TEST(Compare, AnInterruptLeavesWhatWasDone) {
  test::FakeCrewScript script;
  script.interrupt = 2;
  ComparisonResult result;
  EXPECT_THROW(compare(plan_of({2, 3}, 2), test::fake_task(), test::fake_setting(script), result), Interrupted);
  ASSERT_EQ(result.trials.size(), 1U);
  EXPECT_EQ(result.trials[0].status, TrialStatus::interrupted);
}

}  // namespace
}  // namespace breakeven::measure
