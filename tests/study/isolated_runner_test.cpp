#include "study/isolated_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "breakeven/error.hpp"
#include "breakeven/workload.hpp"
#include "os/interrupt.hpp"
#include "study/finished.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

/// Does what its parameter says.
struct Deed {
  static constexpr std::string_view name = "deed";
  std::string what;

  Answer run(Communicator& communicator) const {
    if (what == "crash") std::abort();
    if (what == "crash in the second job" && ++jobs == 2) std::abort();
    if (what == "throw") throw std::runtime_error("out of ideas");
    if (what == "hang") {
      while (true) communicator.checkpoint(0.5);
    }
    Answer answer;
    answer.digest = 42;
    return answer;
  }
  std::uint64_t problem_size() const { return 7; }
  std::string describe() const { return "what=" + what; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& what;
  }

  static inline int jobs = 0;
};

[[noreturn]] void wait_for_interrupts(const CrewOptions& /*crew*/) {
  while (true) {
    os::throw_if_interrupted();
    ::usleep(1000);
  }
}

class IsolatedRunnerTest : public ::testing::Test {
 protected:
  LaunchSetting setting() {
    LaunchSetting setting;
    setting.trials.make_crew = [this](const CrewOptions& crew) { return make_crew(crew, registry); };
    setting.trials.command_id = "command";
    setting.trials.host = os::host_name();
    setting.trials.processors = 8;
    setting.make_job = [](const plan::Point& point) -> LaunchJob {
      const std::string what = point.parameters.at(0).value;
      if (what == "impossible") throw UsageError("there is no such file");
      LaunchJob job{.task = {AnyWorkload(Deed{what}), 5}};
      if (what == "unprepared") job.task.before = [](const CrewOptions&) { throw Error("cannot prepare"); };
      if (what == "uncleaned") job.clean_up = [](const CrewOptions&) { throw Error("cannot clean up"); };
      if (what == "cleaned for ever") job.clean_up = wait_for_interrupts;
      if (what == "unconcluded") job.task.after = [](const CrewOptions&) { throw Error("cannot conclude"); };
      return job;
    };
    return setting;
  }

  static LaunchOrder order(const std::string& what, CrewKind kind = CrewKind::serial, int workers = 1) {
    LaunchOrder order;
    order.point.workload = "deed";
    order.point.parameters = {{"what", what}};
    order.point.problem_size = 7;
    order.point.kind = kind;
    order.point.workers = workers;
    order.turn.launch = 3;
    order.launch.id = "the launch";
    order.launch.point_id = order.point.id();
    order.launch.environment.cpu_model = "a processor";
    return order;
  }

  Finished run(const LaunchOrder& order, LaunchLimits limits = {20s, {}}) {
    Finished finished;
    end = runner.run(order, limits, {[&](auto entry) { add_entry(finished, entry); }, {}});
    return finished;
  }

  LaunchEnd end;  ///< of the launch that was run last

  WorkloadRegistry registry = WorkloadRegistry().add<Deed>();
  IsolatedRunner runner{setting()};
};

TEST_F(IsolatedRunnerTest, ATrialKnowsItsPlaceInTheStudy) {
  LaunchOrder some = order("work", CrewKind::threads, 2);
  some.turn.warm_up = true;
  const Finished finished = run(some);
  ASSERT_EQ(finished.trials.size(), 1U);
  const Trial& trial = finished.trials[0];
  EXPECT_EQ(trial.status, TrialStatus::ok) << trial.message;
  EXPECT_EQ(trial.point_id, some.point.id());
  EXPECT_EQ(trial.launch_id, "the launch");
  EXPECT_EQ(trial.launch, 3);
  EXPECT_TRUE(trial.warm_up);
  EXPECT_FALSE(trial.kept_crew);
  EXPECT_EQ(trial.command_id, "command");
  EXPECT_EQ(trial.workers_detail.size(), 2U);
  EXPECT_EQ(trial.phases.sum() + trial.other, trial.wall);
}

TEST_F(IsolatedRunnerTest, ALaunchIsKeptWithItsSurroundings) {
  const Finished finished = run(order("work", CrewKind::fork, 2));
  ASSERT_EQ(finished.launches.size(), 1U);
  const Launch& launch = finished.launches[0];
  EXPECT_EQ(launch.id, "the launch");
  EXPECT_EQ(launch.environment.cpu_model, "a processor");
  EXPECT_EQ(launch.environment.hosts, os::host_name());
  EXPECT_EQ(launch.start, finished.trials.at(0).phases[Phase::start]);
  EXPECT_FALSE(launch.ended_at.empty());
}

TEST_F(IsolatedRunnerTest, AKeptCrewStartsOnceForAllRepetitions) {
  LaunchOrder some = order("work", CrewKind::fork, 2);
  some.kept_crew = true;
  some.turn.first_repetition = 2;
  some.turn.repetitions = 3;
  const Finished finished = run(some);
  ASSERT_EQ(finished.trials.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(finished.trials[i].repetition, static_cast<int>(2 + i));
    EXPECT_TRUE(finished.trials[i].kept_crew);
    EXPECT_EQ(finished.trials[i].phases[Phase::start], 0ns);
    EXPECT_EQ(finished.trials[i].workers_detail.at(1).pid, finished.trials[0].workers_detail.at(1).pid);
  }
  ASSERT_EQ(finished.launches.size(), 2U) << "before its trials, and when it has ended";
  EXPECT_TRUE(finished.launches[0].ended_at.empty());
  EXPECT_GT(finished.launches[0].start, 0ns);
  EXPECT_GT(finished.launches[1].stop, 0ns);
  EXPECT_TRUE(is_superseded(finished.launches[0], finished.launches[1]));
}

TEST_F(IsolatedRunnerTest, ACrashIsAFailedTrialOfThatPoint) {
  const Finished finished = run(order("crash", CrewKind::threads, 2));
  ASSERT_EQ(finished.trials.size(), 1U);
  const Trial& trial = finished.trials[0];
  EXPECT_EQ(trial.status, TrialStatus::failed);
  EXPECT_EQ(trial.message, "the driver of this launch was killed by signal 6 (SIGABRT) in phase work");
  EXPECT_EQ(trial.point_id, order("crash", CrewKind::threads, 2).point.id());
  EXPECT_EQ(trial.parameters, "what=crash");
  EXPECT_EQ(trial.workers, 2);
  EXPECT_EQ(trial.problem_size, 7U);
  EXPECT_EQ(trial.launch, 3);
  EXPECT_GT(trial.wall, 0ns);
  EXPECT_EQ(trial.other, trial.wall);
  EXPECT_EQ(finished.launches.at(0).id, "the launch");
  EXPECT_EQ(run(order("work")).trials.at(0).status, TrialStatus::ok) << "the study goes on";
}

TEST_F(IsolatedRunnerTest, TrialsBeforeACrashAreKept) {
  LaunchOrder some = order("crash in the second job");
  some.kept_crew = true;
  some.turn.repetitions = 4;
  const Finished finished = run(some);
  ASSERT_EQ(finished.trials.size(), 2U);
  EXPECT_EQ(finished.trials[0].status, TrialStatus::ok);
  EXPECT_EQ(finished.trials[1].status, TrialStatus::failed);
  EXPECT_EQ(finished.trials[1].repetition, 1);
}

TEST_F(IsolatedRunnerTest, AWorkerThatDiesIsToldByItsCrew) {
  const Finished finished = run(order("crash", CrewKind::fork, 2));
  EXPECT_THAT(finished.trials.at(0).message, MatchesRegex("process . of 2 .* was killed by signal 6 .SIGABRT. in .*"));
}

TEST_F(IsolatedRunnerTest, AnExceptionIsAFailedTrial) {
  EXPECT_THAT(run(order("throw")).trials.at(0).message, HasSubstr("out of ideas"));
}

TEST_F(IsolatedRunnerTest, ALaunchThatTakesTooLongIsAFailedTrial) {
  for (const CrewKind kind : {CrewKind::serial, CrewKind::fork}) {
    const Finished finished = run(order("hang", kind), {300ms, {}});
    ASSERT_EQ(finished.trials.size(), 1U);
    EXPECT_EQ(finished.trials[0].status, TrialStatus::failed);
    EXPECT_EQ(finished.trials[0].message, "no answer within 300ms, the time-out of a trial; ended in phase work");
    EXPECT_GE(finished.trials[0].wall, 300ms);
  }
}

TEST_F(IsolatedRunnerTest, WhatEndsWithTheBudgetIsNoTrial) {
  const Finished finished = run(order("hang"), {20s, Clock::now() + 100ms});
  EXPECT_EQ(end.cut_short, CutShort::by_end);
  EXPECT_TRUE(finished.trials.empty());
}

TEST_F(IsolatedRunnerTest, AnotherAnswerThanTheKnownOneIsAFailedTrial) {
  LaunchOrder some = order("work");
  some.digest = 42;
  EXPECT_EQ(run(some).trials.at(0).status, TrialStatus::ok);
  some.digest = 43;
  some.kept_crew = true;
  some.turn.repetitions = 5;
  const Finished finished = run(some);
  ASSERT_EQ(finished.trials.size(), 1U) << "the launch ends with it";
  EXPECT_THAT(finished.trials[0].message, HasSubstr("answer differs"));
}

TEST_F(IsolatedRunnerTest, ATaskThatCannotBeIsAFailedTrial) {
  const Finished finished = run(order("impossible"));
  ASSERT_EQ(finished.trials.size(), 1U);
  EXPECT_EQ(finished.trials[0].status, TrialStatus::failed);
  EXPECT_EQ(finished.trials[0].message, "there is no such file");
  EXPECT_EQ(finished.trials[0].parameters, "what=impossible");
  EXPECT_EQ(finished.trials[0].workload, "deed");
}

TEST_F(IsolatedRunnerTest, WhatSurroundsATrialIsNeededForIt) {
  EXPECT_EQ(run(order("unprepared")).trials.at(0).message, "cannot prepare");
  const Trial trial = run(order("unconcluded")).trials.at(0);
  EXPECT_EQ(trial.message, "cannot conclude");
  EXPECT_EQ(trial.status, TrialStatus::failed);
}

TEST_F(IsolatedRunnerTest, WhatFailsAfterTheLastTrialIsTold) {
  EXPECT_EQ(run(order("work")).trials.at(0).status, TrialStatus::ok);
  EXPECT_EQ(end.trouble, "");
  EXPECT_EQ(run(order("uncleaned")).trials.at(0).status, TrialStatus::ok);
  EXPECT_EQ(end.trouble, "cannot clean up");
  EXPECT_EQ(run(order("cleaned for ever"), {100ms, {}}).trials.at(0).status, TrialStatus::ok);
  EXPECT_EQ(end.trouble, "no answer within 100ms, the time-out of a trial; ended in phase stop");
  EXPECT_EQ(run(order("crash")).trials.at(0).status, TrialStatus::failed);
  EXPECT_EQ(end.trouble, "") << "its trial tells it";
}

TEST_F(IsolatedRunnerTest, ACrewThatCannotBeIsAFailedTrial) {
  const Finished finished = run(order("work", CrewKind::serial, 3));
  EXPECT_EQ(finished.trials.at(0).status, TrialStatus::failed);
  EXPECT_THAT(finished.trials.at(0).message, HasSubstr("serial"));
}

}  // namespace
}  // namespace breakeven::study
