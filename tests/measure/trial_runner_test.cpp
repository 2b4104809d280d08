#include "measure/trial_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "measure/cpu_time.hpp"
#include "measure/fake_crew.hpp"

namespace breakeven::measure {
namespace {

using namespace std::chrono_literals;
using test::fake_setting;
using test::fake_task;
using test::FakeCrewScript;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

CrewOptions crew(CrewKind kind, int workers) {
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  return options;
}

TEST(TrialRunner, ATrialSaysWhatWasRunByWhom) {
  FakeCrewScript script;
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::fork, 3), fake_task(), 2, trials);
  ASSERT_EQ(trials.size(), 1U);
  const Trial& trial = trials[0];
  EXPECT_EQ(trial.status, TrialStatus::ok) << trial.message;
  EXPECT_EQ(trial.workload, "fake");
  EXPECT_EQ(trial.parameters, "n=7");
  EXPECT_EQ(trial.problem_size, 7U);
  EXPECT_EQ(trial.seed, 5U);
  EXPECT_EQ(trial.workers, 3);
  EXPECT_EQ(trial.repetition, 2);
  EXPECT_EQ(trial.id.size(), 32U);
  EXPECT_EQ(trial.command_id, "command");
  EXPECT_FALSE(trial.oversubscribed);
  EXPECT_THAT(script.calls, ElementsAre("start 3 fork", "run n=7", "stop"));
}

TEST(TrialRunner, NodesAreThoseAskedForOrElseThoseThatReported) {
  FakeCrewScript script;
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  CrewOptions options = crew(CrewKind::mpi, 3);
  options.nodes = 3;
  runner.run(options, fake_task(), 0, trials);
  options.nodes = 0;
  runner.run(options, fake_task(), 0, trials);
  script.start_failure = "no hosts";
  runner.run(options, fake_task(), 0, trials);
  EXPECT_EQ(trials[0].nodes, 3);
  EXPECT_EQ(trials[1].nodes, 1) << "all fake workers are on one host";
  EXPECT_EQ(trials[2].nodes, 1) << "nobody reported";
}

TEST(TrialRunner, WhatSurroundsATrialIsNoPartOfIt) {
  FakeCrewScript script;
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  Task task = fake_task();
  task.before = [&](const CrewOptions& options) { script.calls.push_back(fmt::format("before {}", options.workers)); };
  task.after = [&](const CrewOptions&) { script.calls.emplace_back("after"); };
  runner.run(crew(CrewKind::fork, 3), task, 0, trials);
  EXPECT_THAT(script.calls, ElementsAre("before 3", "start 3 fork", "run n=7", "stop", "after"));

  task.after = [](const CrewOptions&) { throw Error("no broom"); };
  runner.run(crew(CrewKind::fork, 3), task, 0, trials);
  task.before = [](const CrewOptions&) { throw Error("no table"); };
  script.calls.clear();
  runner.run(crew(CrewKind::fork, 3), task, 0, trials);
  EXPECT_THAT(script.calls, ElementsAre()) << "nothing is started";
  EXPECT_EQ(trials[0].status, TrialStatus::ok);
  EXPECT_EQ(trials[1].message, "no broom");
  EXPECT_EQ(trials[2].message, "no table");
  EXPECT_EQ(trials[2].status, TrialStatus::failed);
}

TEST(TrialRunner, PhasesAddUpToTheWallTime) {
  FakeCrewScript script;
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::threads, 5), fake_task(), 0, trials);
  const Trial& trial = trials.at(0);
  EXPECT_GT(trial.wall, 0ns);
  EXPECT_EQ(trial.phases.sum() + trial.other, trial.wall);
  EXPECT_GE(trial.other, 0ns);
  EXPECT_TRUE(trial.oversubscribed) << "5 workers on 4 processors";
}

TEST(TrialRunner, ATrialMayHaveBegunBeforeTheProgram) {
  FakeCrewScript script;
  script.launched_before = 3s;
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::mpi, 2), fake_task(), 0, trials);
  EXPECT_GE(trials.at(0).phases[Phase::start], 3s);
  EXPECT_GE(trials.at(0).wall, 3s);
  EXPECT_LT(trials.at(0).other, 1s);
}

TEST(TrialRunner, AFailingWorkerMakesAFailedTrial) {
  FakeCrewScript script;
  script.run_failure = "worker 1 (pid 5) was killed by signal 9 (SIGKILL) in phase work";
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::fork, 2), fake_task(), 0, trials);
  EXPECT_EQ(trials.at(0).status, TrialStatus::failed);
  EXPECT_EQ(trials.at(0).message, script.run_failure);
  EXPECT_EQ(trials.at(0).phases.sum() + trials.at(0).other, trials.at(0).wall);
  EXPECT_THAT(script.calls, ElementsAre("start 2 fork", "run n=7"));
}

TEST(TrialRunner, ACrewThatCannotStartMakesAFailedTrial) {
  FakeCrewScript script;
  script.start_failure = "cannot start mpirun: No such file or directory";
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::mpi, 2), fake_task(), 0, trials);
  EXPECT_EQ(trials.at(0).status, TrialStatus::failed);
  EXPECT_EQ(trials.at(0).message, script.start_failure);
}

TEST(TrialRunner, AnInterruptMarksTheTrialAndGoesOn) {
  FakeCrewScript script;
  script.interrupt = SIGTERM;
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  EXPECT_THROW(runner.run(crew(CrewKind::threads, 2), fake_task(), 0, trials), Interrupted);
  EXPECT_EQ(trials.at(0).status, TrialStatus::interrupted);
}

TEST(TrialRunner, AnInterruptMarksTheTrialWheneverItComes) {
  FakeCrewScript script;
  TrialRunner runner(fake_setting(script));
  const auto interrupt = [](const CrewOptions&) { throw Interrupted(SIGINT); };
  Task before = fake_task();
  before.before = interrupt;
  Task after = fake_task();
  after.after = interrupt;
  const auto kept = fake_setting(script).make_crew(crew(CrewKind::threads, 2));
  std::vector<Trial> trials;
  for (const Task& task : {before, after}) {
    EXPECT_THROW(runner.run(crew(CrewKind::threads, 2), task, 0, trials), Interrupted);
    EXPECT_THROW(runner.run_on(*kept, task, 0, trials), Interrupted);
  }
  ASSERT_EQ(trials.size(), 4U);
  for (const Trial& trial : trials) EXPECT_EQ(trial.status, TrialStatus::interrupted);
}

TEST(TrialRunner, OptionsOfWhichThereCanBeNoCrewLeaveNoTrial) {
  FakeCrewScript script;
  TrialSetting setting = fake_setting(script);
  setting.make_crew = [](const CrewOptions&) -> std::unique_ptr<Crew> { throw UsageError("no such crew"); };
  std::vector<Trial> trials;
  EXPECT_THROW(TrialRunner(setting).run(crew(CrewKind::serial, 1), fake_task(), 0, trials), UsageError);
  EXPECT_TRUE(trials.empty());
}

TEST(TrialRunner, AnswersOfAllKindsMustBeTheSame) {
  FakeCrewScript script;
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  runner.run(crew(CrewKind::serial, 1), fake_task(), 0, trials);
  script.digest = 43;
  runner.run(crew(CrewKind::threads, 2), fake_task(), 0, trials);
  Task other{AnyWorkload(test::FakeWorkload{"n=8"}), 5};
  runner.run(crew(CrewKind::threads, 2), other, 0, trials);
  EXPECT_EQ(trials.at(0).status, TrialStatus::ok);
  EXPECT_EQ(trials.at(1).status, TrialStatus::failed);
  EXPECT_THAT(trials.at(1).message, HasSubstr("000000000000002b, expected 000000000000002a"));
  EXPECT_EQ(trials.at(2).status, TrialStatus::ok) << "another job may have another answer";
}

TEST(TrialRunner, AnswersOfEarlierRunsCount) {
  FakeCrewScript script;
  AnswerCheck answers;
  answers.learn(job_name(fake_task().workload), 41);
  answers.learn(job_name(fake_task().workload), script.digest);
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script), answers).run(crew(CrewKind::serial, 1), fake_task(), 0, trials);
  EXPECT_EQ(trials.at(0).status, TrialStatus::failed) << "the first answer is the right one";
  EXPECT_EQ(answers.expected("fake n=7"), 41U);
  EXPECT_EQ(answers.expected("fake n=8"), std::nullopt);
}

/// Keeps the processor busy, visibly to the clock that charges this process.
void burn(Duration cpu) {
  const CpuTime begin = cpu_of_this_process();
  while ((cpu_of_this_process() - begin).total() < cpu) {
  }
}

class SlowStaging final : public StagedWorkload {
 public:
  explicit SlowStaging(std::vector<std::string>& calls) : calls_(calls) { burn(20ms); }
  ~SlowStaging() override { calls_.push_back("unstaged"); }
  const AnyWorkload& workload() const override { return workload_; }
  void deliver() override {
    calls_.push_back("deliver");
    burn(10ms);
  }

 private:
  AnyWorkload workload_{test::FakeWorkload{"staged"}};
  std::vector<std::string>& calls_;
};

TEST(TrialRunner, TheDriversShareIsSendAndCollect) {
  FakeCrewScript script;
  Task task = fake_task();
  task.stage = [&](const CrewOptions&) { return std::make_unique<SlowStaging>(script.calls); };
  std::vector<Trial> trials;
  TrialRunner(fake_setting(script)).run(crew(CrewKind::threads, 2), task, 0, trials);
  EXPECT_EQ(trials.at(0).parameters, "n=7") << "as the user asked for it";
  EXPECT_GE(trials.at(0).phases[Phase::send], 20ms);
  EXPECT_GE(trials.at(0).phases[Phase::collect], 10ms);
  EXPECT_GE(trials.at(0).cpu_user + trials.at(0).cpu_system, 30ms);
  EXPECT_EQ(trials.at(0).phases.sum() + trials.at(0).other, trials.at(0).wall);
  EXPECT_THAT(script.calls, ElementsAre("start 2 threads", "run staged", "deliver", "unstaged", "stop"));
}

TEST(TrialRunner, CpuTimeOfProcessesNotOursIsWhatTheyReport) {
  FakeCrewScript script;
  script.worker_cpu = 5s;
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  runner.run(crew(CrewKind::mpi, 2), fake_task(), 0, trials);
  EXPECT_GE(trials.at(0).cpu_user, 10s);
  EXPECT_LT(trials.at(0).cpu_user, 11s);
  runner.run(crew(CrewKind::threads, 2), fake_task(), 0, trials);
  EXPECT_LT(trials.at(1).cpu_user, 1s) << "threads are part of this process: not to be counted twice";
}

TEST(TrialRunner, WhoeverWatchesIsToldAndLetGoBeforeTheCrewStops) {
  FakeCrewScript script;
  TrialSetting setting = fake_setting(script);
  std::vector<double> told;
  setting.watch = [&](const Trial& trial) -> ProgressSink {
    EXPECT_EQ(trial.workers, 2);
    const std::shared_ptr<void> watcher(nullptr, [&](void*) { script.calls.push_back("let go"); });
    return [&told, watcher](double done) { told.push_back(done); };
  };
  std::vector<Trial> trials;
  TrialRunner(setting).run(crew(CrewKind::threads, 2), fake_task(), 0, trials);
  EXPECT_THAT(told, ElementsAre(0.5));
  EXPECT_THAT(script.calls, ElementsAre("start 2 threads", "run n=7", "let go", "stop"));
}

TEST(TrialRunner, AKeptCrewIsStartedOutsideOfItsTrials) {
  FakeCrewScript script;
  test::FakeCrew kept(crew(CrewKind::threads, 2), script);
  std::vector<Trial> trials;
  TrialRunner runner(fake_setting(script));
  runner.run_on(kept, fake_task(), 0, trials);
  runner.run_on(kept, fake_task(), 1, trials);
  EXPECT_THAT(script.calls, ElementsAre("start 2 threads", "run n=7", "run n=7"));
  for (const Trial& trial : trials) {
    EXPECT_TRUE(trial.kept_crew);
    EXPECT_EQ(trial.phases[Phase::start], 0ns);
    EXPECT_EQ(trial.phases[Phase::stop], 0ns);
    EXPECT_EQ(trial.phases.sum() + trial.other, trial.wall);
  }
}

TEST(Identity, IdsDifferAndTimestampsAreIso) {
  EXPECT_NE(random_id(), random_id());
  EXPECT_THAT(timestamp_now(), ::testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}Z"));
}

}  // namespace
}  // namespace breakeven::measure
