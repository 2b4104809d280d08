#include "study/session.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "breakeven/error.hpp"
#include "measure/trial_runner.hpp"
#include "study/plans.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;
using test::plan_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Runs launches without running anything: what they bring and how long they take is told to it.
class FakeRunner final : public LaunchRunner {
 public:
  Duration launch_time = 10s;
  std::function<void(const LaunchOrder&, Trial&)> change;  ///< what is special about a trial
  std::function<void()> before;                            ///< each launch
  bool brings_nothing = false;
  std::string trouble;
  TimePoint now{};
  std::vector<LaunchOrder> orders;

  LaunchEnd run(const LaunchOrder& order, const LaunchLimits& limits, const LaunchHooks& hooks) override {
    if (before) before();
    orders.push_back(order);
    if (brings_nothing) return {};
    const TimePoint begin = now;
    for (int i = 0; i < order.turn.repetitions; ++i) {
      now = begin + (i + 1) * launch_time / order.turn.repetitions;
      if (limits.end && now > *limits.end) {
        now = *limits.end;
        return {CutShort::by_end, ""};
      }
      hooks.wait();
      hooks.take(entry_of(order, order.turn.first_repetition + i));
    }
    return {CutShort::no, trouble};
  }

 private:
  Entry entry_of(const LaunchOrder& order, int repetition) const {
    Trial trial;
    trial.id = measure::random_id();
    trial.point_id = order.launch.point_id;
    trial.launch_id = order.launch.id;
    trial.launch = order.turn.launch;
    trial.repetition = repetition;
    trial.warm_up = order.turn.warm_up;
    trial.wall = launch_time / order.turn.repetitions;
    trial.answer.digest = 42;
    if (change) change(order, trial);
    Entry entry = to_entry(order.launch);
    const Entry rows = to_entry(trial);
    entry.insert(entry.end(), rows.begin(), rows.end());
    return entry;
  }
};

class SessionTest : public ::testing::Test {
 protected:
  /// As a new process would, on the same file.
  SessionEnd run(const plan::Plan& plan) {
    StudyWriter writer(file);
    writer.set_plan("a plan", plan.points);
    SessionWatcher nobody;
    const SessionEnd end = run_session(plan, writer, runner, options, nobody);
    writer.close();
    return end;
  }

  std::vector<Trial> trials() const { return read_study(file).trials; }

  /// Every place of every point exactly once.
  void expect_complete(const plan::Plan& plan) const {
    std::map<std::tuple<std::string, bool, int, int>, int> places;
    for (const Trial& trial : trials()) ++places[{trial.point_id, trial.warm_up, trial.launch, trial.repetition}];
    for (const auto& [place, count] : places) EXPECT_EQ(count, 1);
    const int each = (plan.rules.launches + plan.rules.warm_up) * plan.rules.repetitions;
    EXPECT_EQ(places.size(), plan.points.size() * static_cast<std::size_t>(each));
  }

  void SetUp() override {
    options.now = [this] { return runner.now; };
    options.command_id = "command";
    runner.now = TimePoint(1h);
  }

  test::TemporaryDirectory directory;
  std::filesystem::path file = directory.path() / "study.h5";
  FakeRunner runner;
  SessionOptions options;
};

plan::Rules rules(int launches, int repetitions = 1) {
  plan::Rules rules;
  rules.launches = launches;
  rules.repetitions = repetitions;
  return rules;
}

TEST_F(SessionTest, DoesWhatThePlanAsksForAndNothingMore) {
  plan::Rules some = rules(2, 3);
  some.warm_up = 1;
  const plan::Plan plan = plan_of(3, some);
  EXPECT_EQ(run(plan), SessionEnd::complete);
  expect_complete(plan);
  EXPECT_EQ(runner.orders.size(), 9U);
  EXPECT_EQ(run(plan), SessionEnd::complete);
  EXPECT_EQ(runner.orders.size(), 9U) << "there is nothing left to do";
}

TEST_F(SessionTest, AnOrderSaysWhatTheLaunchHasToKnow) {
  plan::Plan plan = plan_of(1, rules(1, 4));
  plan.launcher = "srun";
  options.environment = [](const plan::Point& point) {
    Environment environment;
    environment.host = "host of " + std::to_string(point.workers);
    return environment;
  };
  run(plan);
  const LaunchOrder& order = runner.orders.at(0);
  EXPECT_EQ(order.point.identity(), plan.points[0].identity());
  EXPECT_EQ(order.launcher, "srun");
  EXPECT_TRUE(order.kept_crew);
  EXPECT_EQ(order.launch.point_id, plan.points[0].id());
  EXPECT_EQ(order.launch.command_id, "command");
  EXPECT_EQ(order.launch.id.size(), 32U);
  EXPECT_EQ(order.launch.environment.host, "host of 1");
  EXPECT_EQ(read_study(file).launches.at(0).environment.host, "host of 1");
}

TEST_F(SessionTest, GoesOnWhereItWasInterruptedWheneverThatWas) {
  const plan::Plan plan = plan_of(3, rules(2, 2));
  int interruptions = 0;
  for (bool complete = false; !complete;) {
    int left = 1;  // launches until the next interruption
    runner.before = [&] {
      if (left-- == 0) throw Interrupted(SIGINT);
    };
    try {
      complete = run(plan) == SessionEnd::complete;
    } catch (const Interrupted&) {
      ++interruptions;
    }
  }
  EXPECT_EQ(interruptions, 5);
  expect_complete(plan);
}

TEST_F(SessionTest, WhatWasKeptOfALaunchIsNotRunAgain) {
  const plan::Plan plan = plan_of(2, rules(1, 3));
  int kept = 0;
  runner.change = [&](const LaunchOrder&, Trial&) {
    if (++kept == 3) throw Error("the disk is full");
  };
  EXPECT_THROW(run(plan), Error);
  EXPECT_EQ(trials().size(), 2U);
  EXPECT_EQ(run(plan), SessionEnd::complete);
  expect_complete(plan);
  EXPECT_EQ(runner.orders.at(1).turn.first_repetition, 2);
}

TEST_F(SessionTest, StopsBeforeALaunchThatDoesNotFitIntoTheBudget) {
  const plan::Plan plan = plan_of(1, rules(10));
  options.deadline = runner.now + 45s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_EQ(trials().size(), 3U) << "at 30 s the next may take twice 10 s";
}

TEST_F(SessionTest, ExpectsOfAPointWhatItTookInEarlierSessions) {
  const plan::Plan plan = plan_of(1, rules(10));
  options.deadline = runner.now + 5s;
  runner.launch_time = 4s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_EQ(runner.orders.size(), 1U) << "nothing was known of the first";
  options.deadline = runner.now + 7s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_EQ(runner.orders.size(), 1U);
  options.deadline = runner.now + 9s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_EQ(runner.orders.size(), 2U);
}

TEST_F(SessionTest, OfALaunchThatIsOnAtTheDeadlineNothingUnfinishedIsKept) {
  const plan::Plan plan = plan_of(1, rules(2));
  options.deadline = runner.now + 5s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_TRUE(trials().empty());
  options.deadline.reset();
  EXPECT_EQ(run(plan), SessionEnd::complete);
  expect_complete(plan);
}

TEST_F(SessionTest, OfALaunchThatIsOnAtTheDeadlineFinishedRepetitionsAreKept) {
  const plan::Plan plan = plan_of(1, rules(1, 4));
  options.deadline = runner.now + 6s;
  EXPECT_EQ(run(plan), SessionEnd::out_of_budget);
  EXPECT_EQ(trials().size(), 2U);
  options.deadline.reset();
  EXPECT_EQ(run(plan), SessionEnd::complete);
  expect_complete(plan);
}

TEST_F(SessionTest, TellsEachLaunchTheAnswerThatIsKnown) {
  plan::Plan plan = plan_of(2, rules(2));
  plan.points.push_back(plan.points[0]);
  plan.points.back().parameters = {{"n", "2000"}};
  runner.change = [](const LaunchOrder& order, Trial& trial) {
    if (!order.digest && order.turn.launch == 0)
      trial.answer.digest = order.point.parameters[0].value == "2000" ? 7 : 5;
  };
  EXPECT_EQ(run(plan), SessionEnd::complete);
  std::map<std::string, std::vector<std::optional<std::uint64_t>>> digests;
  for (const LaunchOrder& order : runner.orders) digests[order.point.parameters[0].value].push_back(order.digest);
  EXPECT_THAT(digests["1000"], ElementsAre(std::nullopt, 5, 5, 5)) << "whatever the crew";
  EXPECT_THAT(digests["2000"], ElementsAre(std::nullopt, 7));
}

TEST_F(SessionTest, TheAnswerOfAnEarlierSessionCounts) {
  plan::Plan plan = plan_of(1, rules(1));
  run(plan);
  plan.rules.launches = 2;
  run(plan);
  EXPECT_EQ(runner.orders.at(1).digest, 42U);
}

TEST_F(SessionTest, TheAnswerOfAFailedTrialDoesNot) {
  const plan::Plan plan = plan_of(1, rules(1));
  runner.change = [](const LaunchOrder& order, Trial& trial) {
    if (!order.digest) trial = test::failed(trial);
  };
  EXPECT_EQ(run(plan), SessionEnd::complete);
  for (const LaunchOrder& order : runner.orders) EXPECT_EQ(order.digest, std::nullopt);
}

TEST_F(SessionTest, APointThatFailsIsGivenUpAndTheOthersGoOn) {
  const plan::Plan plan = plan_of(3, rules(3));
  runner.change = [](const LaunchOrder& order, Trial& trial) {
    if (order.point.workers == 2) trial = test::failed(trial, "it broke");
  };
  EXPECT_EQ(run(plan), SessionEnd::complete);
  EXPECT_EQ(trials().size(), 2 + 2 * 3U);
  const auto progress = progress_of(plan, trials());
  EXPECT_EQ(progress[1].ended_by, EndedBy::failures);
  EXPECT_EQ(progress[1].last_failure, "it broke");
  EXPECT_EQ(progress[0].ended_by, EndedBy::launches);

  runner.change = {};
  EXPECT_EQ(run(plan), SessionEnd::complete);
  EXPECT_EQ(trials().size(), 8U) << "it stays given up";
  options.retry = true;
  EXPECT_EQ(run(plan), SessionEnd::complete);
  EXPECT_EQ(progress_of(plan, trials())[1].ended_by, EndedBy::launches);
}

TEST_F(SessionTest, OnlyWhatIsSelectedIsRun) {
  const plan::Plan plan = plan_of(4, rules(1));
  options.selection = [](const plan::Point& point) { return point.workers > 2; };
  EXPECT_EQ(run(plan), SessionEnd::complete);
  EXPECT_EQ(trials().size(), 2U);
  options.selection = {};
  EXPECT_EQ(run(plan), SessionEnd::complete);
  expect_complete(plan);
}

TEST_F(SessionTest, TheJournalIsFoldedInEveryMinute) {
  const plan::Plan plan = plan_of(1, rules(9));
  runner.launch_time = 25s;
  std::vector<std::uintmax_t> sizes;
  runner.before = [&] { sizes.push_back(std::filesystem::file_size(file.string() + ".journal")); };
  run(plan);
  const auto empty = sizes.at(0);
  for (std::size_t launches = 0; launches < sizes.size(); ++launches) {
    EXPECT_EQ(sizes[launches] == empty, launches % 3 == 0) << "after " << launches << " launches";
  }
}

TEST_F(SessionTest, WhoWatchesIsToldWhatIsOnAndWhatIsKept) {
  struct Watcher final : SessionWatcher {
    void is_at(const Schedule&, const Turn& turn, Duration since_its_begin) override {
      told.push_back(fmt::format("launch {}, {} s", turn.launch, since_its_begin / 1s));
    }
    void keeps(const Schedule& schedule, const Trial&) override {
      told.push_back("trial " + std::to_string(schedule.progress(0).trials));
    }
    void had_trouble(const plan::Point& point, const std::string& what) override {
      told.push_back(fmt::format("{} of {}", what, point.workload));
    }
    std::vector<std::string> told;
  } watcher;
  runner.trouble = "no cleanup";
  const plan::Plan plan = plan_of(1, rules(2));
  StudyWriter writer(file);
  writer.set_plan("a plan", plan.points);
  run_session(plan, writer, runner, options, watcher);
  EXPECT_THAT(watcher.told, ElementsAre("launch 0, 0 s", "launch 0, 10 s", "trial 1", "no cleanup of pi",  //
                                        "launch 1, 0 s", "launch 1, 10 s", "trial 2", "no cleanup of pi"));
}

TEST_F(SessionTest, ASessionByAnotherPlanThanTheWritersIsABug) {
  StudyWriter writer(file);
  writer.set_plan("a plan", plan_of(2).points);
  plan::Plan plan = plan_of(2);
  plan.points[1].skipped = "not here";
  SessionWatcher nobody;
  EXPECT_THROW(run_session(plan, writer, runner, options, nobody), std::logic_error);
}

TEST_F(SessionTest, ARunnerThatBringsNothingIsABug) {
  runner.brings_nothing = true;
  EXPECT_THROW(run(plan_of(1)), std::logic_error) << "and no endless loop";
}

}  // namespace
}  // namespace breakeven::study
