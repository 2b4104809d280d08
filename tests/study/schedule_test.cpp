#include "study/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>

#include "study/launch_count.hpp"
#include "study/plans.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;
using test::failed;
using test::plan_of;
using test::trial_of;
using test::trials_of;
using ::testing::Each;
using ::testing::ElementsAre;

plan::Rules rules(int launches, int repetitions = 1) {
  plan::Rules rules;
  rules.launches = launches;
  rules.repetitions = repetitions;
  return rules;
}

void add(Schedule& schedule, const std::vector<Trial>& trials) {
  for (const Trial& trial : trials) schedule.add(trial);
}

/// Does what is to be done, each launch taking what `wall` says. Returns what was done.
template <class Wall>
std::vector<Turn> run(Schedule& schedule, const Wall& wall, int most = 100'000) {
  std::vector<Turn> turns;
  for (auto turn = schedule.next(); turn && most-- > 0; turn = schedule.next()) {
    turns.push_back(*turn);
    add(schedule, trials_of(schedule.plan(), *turn, wall(*turn)));
  }
  return turns;
}

std::vector<Turn> run(Schedule& schedule) {
  return run(schedule, [](const Turn&) { return 10ms; });
}

std::vector<std::size_t> points_of(const std::vector<Turn>& turns, std::size_t from, std::size_t count) {
  std::vector<std::size_t> points;
  for (std::size_t i = from; i < from + count; ++i) points.push_back(turns.at(i).point);
  return points;
}

TEST(Order, EveryPointHasOneLaunchARoundInAnOrderOfItsOwn) {
  const plan::Plan plan = plan_of(8, rules(3));
  Schedule schedule(plan);
  const auto turns = run(schedule);
  ASSERT_EQ(turns.size(), 24U);
  for (std::size_t i = 0; i < turns.size(); ++i) EXPECT_EQ(turns[i].launch, static_cast<int>(i / 8));
  for (std::size_t round = 0; round < 3; ++round) {
    const auto points = points_of(turns, round * 8, 8);
    EXPECT_EQ(std::set<std::size_t>(points.begin(), points.end()).size(), 8U);
  }
  EXPECT_NE(points_of(turns, 0, 8), points_of(turns, 8, 8));
}

TEST(Order, IsTheSeeds) {
  plan::Plan plan = plan_of(8, rules(3));
  Schedule first(plan);
  Schedule again(plan);
  const auto turns = run(first);
  EXPECT_EQ(turns, run(again));
  plan.rules.order_seed = 2;
  Schedule other(plan);
  EXPECT_NE(turns, run(other));
}

TEST(Order, IsTheSameHoweverOftenAStudyIsInterrupted) {
  plan::Rules some = rules(3, 2);
  some.warm_up = 1;
  const plan::Plan plan = plan_of(5, some);
  Schedule undisturbed(plan);
  std::vector<Trial> trials;
  while (const auto turn = undisturbed.next()) {
    EXPECT_EQ(next_turn(plan, trials), turn) << "after " << trials.size() << " trials";
    const auto done = trials_of(plan, *turn);
    add(undisturbed, done);
    trials.insert(trials.end(), done.begin(), done.end());
  }
  EXPECT_EQ(next_turn(plan, trials), std::nullopt);
  EXPECT_EQ(trials.size(), 5U * 2 * (3 + 1));
}

TEST(Order, NextIsTheSameUntilSomethingIsDone) {
  const plan::Plan plan = plan_of(3);
  Schedule schedule(plan);
  EXPECT_EQ(schedule.next(), schedule.next());
}

TEST(WarmUp, ComesFirstAndDoesNotCount) {
  plan::Rules some = rules(2);
  some.warm_up = 1;
  const plan::Plan plan = plan_of(3, some);
  Schedule schedule(plan);
  const auto turns = run(schedule);
  ASSERT_EQ(turns.size(), 9U);
  for (std::size_t i = 0; i < turns.size(); ++i) EXPECT_EQ(turns[i].warm_up, i < 3);
  EXPECT_EQ(schedule.progress(0).launches, 2);
  EXPECT_EQ(schedule.progress(0).wall.count, 2U);
}

TEST(CutShort, MissingRepetitionsAreRunFirstByAnotherLaunch) {
  const plan::Plan plan = plan_of(4, rules(3, 5));
  Schedule schedule(plan);
  const Turn turn = *schedule.next();
  schedule.add(trial_of(plan, turn, 0, 1ms));
  schedule.add(trial_of(plan, turn, 1, 1ms));
  EXPECT_EQ(schedule.next(), (Turn{turn.point, 0, 2, 3, false}));
  EXPECT_EQ(schedule.progress(turn.point).state, PointState::running);
  EXPECT_EQ(schedule.progress(turn.point).launches, 0);
  add(schedule, trials_of(plan, *schedule.next()));
  EXPECT_EQ(schedule.progress(turn.point).launches, 1);
  EXPECT_NE(schedule.next()->point, turn.point);
}

TEST(CutShort, NothingIsRunTwiceThatIsThere) {
  const plan::Plan plan = plan_of(1, rules(1, 6));
  Schedule schedule(plan);
  const Turn turn = *schedule.next();
  schedule.add(trial_of(plan, turn, 0, 1ms));
  schedule.add(trial_of(plan, turn, 3, 1ms));
  EXPECT_EQ(schedule.next(), (Turn{0, 0, 1, 2, false}));
  add(schedule, trials_of(plan, *schedule.next()));
  EXPECT_EQ(schedule.next(), (Turn{0, 0, 4, 2, false}));
}

TEST(Precision, EndsAPointWhoseIntervalIsNarrow) {
  plan::Rules some = rules(3);
  some.precision = 0.05;
  const plan::Plan plan = plan_of(1, some);
  Schedule schedule(plan);
  EXPECT_EQ(run(schedule).size(), 6U) << "fewer than six values have no interval";
  EXPECT_EQ(schedule.progress(0).ended_by, EndedBy::precision);
}

TEST(Precision, IsTheHalfWidthOfTheIntervalOverTheMedian) {
  plan::Rules some = rules(6);
  some.max_launches = 9;
  // Of six launches the interval is the range: 95 to 105 about a median of 100.
  const std::vector<Duration> walls{95ms, 100ms, 100ms, 100ms, 100ms, 105ms};
  const auto launches_with = [&](double precision) {
    some.precision = precision;
    const plan::Plan plan = plan_of(1, some);
    Schedule schedule(plan);
    return run(schedule,
               [&](const Turn& turn) {
                 return turn.launch < 6 ? walls[static_cast<std::size_t>(turn.launch)]
                                        : Duration(turn.launch % 2 ? 95ms : 105ms);
               })
        .size();
  };
  EXPECT_EQ(launches_with(0.0501), 6U);
  EXPECT_EQ(launches_with(0.0499), 9U) << "up to the cap";
}

TEST(Precision, IsNotReachedBeforeTheLaunchesThatWereAskedFor) {
  plan::Rules some = rules(20);
  some.precision = 0.5;
  const plan::Plan plan = plan_of(1, some);
  Schedule schedule(plan);
  EXPECT_EQ(run(schedule).size(), 20U);
  EXPECT_EQ(schedule.progress(0).ended_by, EndedBy::precision);
}

TEST(Precision, TheCapIsStoredAsWhatEndedThePoint) {
  plan::Rules some = rules(7);
  some.precision = 0.01;
  some.max_launches = 12;
  const plan::Plan plan = plan_of(1, some);
  Schedule schedule(plan);
  EXPECT_EQ(run(schedule, [](const Turn& turn) { return (turn.launch % 2 + 1) * 10ms; }).size(), 12U);
  EXPECT_EQ(schedule.progress(0).ended_by, EndedBy::launches);
}

TEST(Precision, ManyRepetitionsOfOneLaunchAreNotManyLaunches) {
  plan::Rules some = rules(2, 50);
  some.precision = 0.05;
  some.max_launches = 8;
  const plan::Plan plan = plan_of(1, some);
  Schedule schedule(plan);
  // All trials of a launch agree, and no two launches do: 100 trials would have a narrow interval, 2 launches none.
  EXPECT_EQ(run(schedule, [](const Turn& turn) { return (turn.launch + 1) * 10ms; }).size(), 8U);
  EXPECT_EQ(schedule.progress(0).launch_wall.count, 8U);
  EXPECT_EQ(schedule.progress(0).wall.count, 400U);
}

TEST(Time, EndsAPointThatHasUsedItUp) {
  plan::Rules some = rules(100);
  some.max_point_time = 35ms;
  const plan::Plan plan = plan_of(2, some);
  Schedule schedule(plan);
  EXPECT_EQ(run(schedule, [](const Turn& turn) { return turn.point == 0 ? 10ms : 50ms; }).size(), 4U + 1U);
  EXPECT_EQ(schedule.progress(0).ended_by, EndedBy::time);
  EXPECT_EQ(schedule.progress(1).trials, 1) << "at least one result";
}

TEST(Failures, GiveAPointUpWhenTheyComeInARow) {
  plan::Rules some = rules(3);
  some.max_failures = 2;
  const plan::Plan plan = plan_of(1, some);
  Schedule schedule(plan);
  const Turn turn = *schedule.next();
  schedule.add(failed(trial_of(plan, turn, 0, 1ms)));
  EXPECT_EQ(schedule.next(), turn) << "it is tried again";
  add(schedule, trials_of(plan, turn));
  schedule.add(failed(trial_of(plan, *schedule.next(), 0, 1ms)));
  EXPECT_TRUE(schedule.next()) << "two failures, but not in a row";
  schedule.add(failed(trial_of(plan, *schedule.next(), 0, 1ms), "the second in a row"));
  EXPECT_EQ(schedule.next(), std::nullopt);
  const PointProgress progress = schedule.progress(0);
  EXPECT_EQ(progress.ended_by, EndedBy::failures);
  EXPECT_EQ(progress.failures, 3);
  EXPECT_EQ(progress.last_failure, "the second in a row");
}

TEST(Failures, OfOneLaunchCountOnce) {
  const plan::Plan plan = plan_of(1, rules(3, 4));
  Schedule schedule(plan);
  auto trials = trials_of(plan, *schedule.next());
  schedule.add(failed(trials[0]));
  schedule.add(failed(trials[1]));
  EXPECT_TRUE(schedule.next());
  EXPECT_EQ(schedule.progress(0).failures, 2);
}

TEST(Failures, CanBeForgivenSoThatThePointIsTriedAgain) {
  plan::Rules some = rules(2);
  some.max_failures = 1;
  const plan::Plan plan = plan_of(3, some);
  Schedule schedule(plan);
  const Turn broken = *schedule.next();
  schedule.add(failed(trial_of(plan, broken, 0, 1ms)));
  EXPECT_EQ(run(schedule).size(), 4U);
  schedule.forgive_failures();
  EXPECT_EQ(schedule.next(), broken);
  EXPECT_EQ(run(schedule).size(), 2U);
  EXPECT_EQ(schedule.progress(broken.point).ended_by, EndedBy::launches);
}

TEST(Points, ThoseThatWereDoneElsewhereAreDoneWhereTheyAreSkipped) {
  plan::Plan plan = plan_of(2);
  plan.rules.launches = 1;
  std::vector<Trial> trials;
  for (const std::size_t point : {0U, 1U}) {
    for (const Trial& trial : test::trials_of(plan, {.point = point})) trials.push_back(trial);
  }
  plan.points[1].skipped = "8 threads on 2 processors";
  EXPECT_EQ(progress_of(plan, trials)[1].state, PointState::done);
  trials.pop_back();
  EXPECT_EQ(progress_of(plan, trials)[1].state, PointState::skipped);
}

TEST(Points, SkippedOnesAndThoseNotSelectedAreNotRun) {
  plan::Plan plan = plan_of(4, rules(1));
  plan.points[1].skipped = "8 threads on 2 processors";
  Schedule schedule(plan, [](const plan::Point& point) { return point.workers != 3; });
  const auto turns = run(schedule);
  ASSERT_EQ(turns.size(), 2U);
  EXPECT_EQ(turns[0].point + turns[1].point, 3U) << "the first and the last";
  EXPECT_EQ(schedule.progress(1).state, PointState::skipped);
  EXPECT_EQ(schedule.progress(2).state, PointState::pending);
}

TEST(Points, TrialsOfOthersAndInterruptedOnesMakeNoDifference) {
  const plan::Plan plan = plan_of(2, rules(1));
  Schedule schedule(plan);
  const Turn turn = *schedule.next();
  Trial trial = trial_of(plan, turn, 0, 1ms);
  trial.status = TrialStatus::interrupted;
  schedule.add(trial);
  trial.point_id = "0123456789abcdef";
  trial.status = TrialStatus::ok;
  EXPECT_EQ(schedule.add(trial), std::nullopt);
  EXPECT_EQ(schedule.next(), turn);
  EXPECT_EQ(schedule.progress(turn.point).state, PointState::pending);
}

TEST(Points, DamagedPlacesAreNoPlaces) {
  const plan::Plan plan = plan_of(1, rules(1));
  Schedule schedule(plan);
  for (const int launch : {-1, 2'000'000'000}) schedule.add(trial_of(plan, {0, launch, 0, 1, false}, 0, 1ms));
  for (const int repetition : {-1, 7}) schedule.add(trial_of(plan, {0, 0, 0, 1, false}, repetition, 1ms));
  EXPECT_EQ(schedule.next(), (Turn{0, 0, 0, 1, false}));
}

TEST(Points, APlaceThatIsTakenIsThatOfAFurtherLaunch) {
  const plan::Plan plan = plan_of(1, rules(3, 2));
  Schedule schedule(plan);
  for (const Duration wall : {10ms, 30ms}) {  // two runs of the plan, merged
    for (const Trial& trial : trials_of(plan, {0, 0, 0, 2, false}, wall)) schedule.add(trial);
  }
  const PointProgress twice = schedule.progress(0);
  EXPECT_EQ(twice.trials, 4);
  EXPECT_EQ(twice.wall.count, 4U);
  EXPECT_EQ(twice.launches, 2);
  EXPECT_EQ(twice.launch_wall.count, 2U);
  EXPECT_EQ(twice.launch_wall.median, 0.02);
  EXPECT_EQ(schedule.next(), (Turn{0, 1, 0, 2, false}));
  for (const Trial& trial : trials_of(plan, {0, 1, 0, 2, false})) schedule.add(trial);
  EXPECT_EQ(schedule.progress(0).ended_by, EndedBy::launches) << "three it has";
}

TEST(LaunchCounting, IsByPlacesAndHowOftenTheyAreTaken) {
  const plan::Plan plan = plan_of(1, rules(3, 2));
  LaunchCount count;
  const auto add = [&](int launch, int repetition, bool ok = true) {
    const Trial trial = trial_of(plan, {0, launch, 0, 2, false}, repetition, 1ms);
    count.add(ok ? trial : failed(trial));
    return count.launches();
  };
  EXPECT_EQ(add(0, 0, false), 1);
  EXPECT_EQ(add(0, 0), 1) << "it was tried again";
  EXPECT_EQ(add(0, 1), 1) << "by another launch, which took it up";
  EXPECT_EQ(add(1, 0), 2);
  EXPECT_EQ(add(0, 0), 3) << "of another run";
  EXPECT_EQ(add(0, 1), 3);
}

TEST(TimeLeft, IsWhatThePointsTookSoFar) {
  const plan::Plan plan = plan_of(2, rules(4));
  Schedule schedule(plan);
  EXPECT_EQ(time_left(schedule), std::nullopt);
  const Turn turn = *schedule.next();
  add(schedule, trials_of(plan, turn, 10ms));
  EXPECT_EQ(time_left(schedule), 3 * 10ms + 4 * 10ms);
  add(schedule, trials_of(plan, *schedule.next(), 100ms));
  EXPECT_EQ(time_left(schedule), 3 * 10ms + 3 * 100ms);
  run(schedule);
  EXPECT_EQ(time_left(schedule), 0ms);
}

TEST(Scale, TensOfThousandsOfTrialsTakeNoTime) {
  plan::Rules some = rules(10'000);
  some.precision = 1e-9;
  const plan::Plan plan = plan_of(2, some);
  Schedule schedule(plan);
  const auto begin = Clock::now();
  std::mt19937 random(1);
  EXPECT_EQ(run(schedule, [&](const Turn&) { return Duration(random()); }).size(), 20'000U);
  EXPECT_LT(Clock::now() - begin, 10s) << "quadratic would be minutes";
}

}  // namespace
}  // namespace breakeven::study
