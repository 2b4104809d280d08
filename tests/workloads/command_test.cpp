#include "workloads/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

CommandWorkload script(const std::string& text) {
  CommandWorkload command;
  command.arguments = {"/bin/sh", "-c", text};
  return command;
}

JobOutcome run(const CommandWorkload& command) {
  const WorkloadRegistry nothing;
  CrewOptions options;
  options.kind = CrewKind::command;
  options.workers = 4;
  options.threads_per_rank = 2;
  const auto crew = make_crew(options, nothing);
  crew->start();
  JobOutcome outcome = crew->run(AnyWorkload(command));
  crew->stop();
  return outcome;
}

TEST(CommandWorkload, FindsItsFigures) {
  CommandWorkload command = script("echo 'pi is 3.25 from 1000'");
  command.figures = {"pi=pi is ([0-9.]+)", "n=from ([0-9]+)"};
  const Answer answer = run(command).answer;
  ASSERT_EQ(answer.figures.size(), 3U);
  EXPECT_EQ(answer.figures[0].name, "exit_code");
  EXPECT_EQ(std::get<std::uint64_t>(answer.figures[0].value), 0U);
  EXPECT_EQ(answer.figures[1].name, "pi");
  EXPECT_EQ(std::get<double>(answer.figures[1].value), 3.25);
  EXPECT_EQ(std::get<std::uint64_t>(answer.figures[2].value), 1000U);
  EXPECT_EQ(answer.digest, 0U) << "no answer was asked for";
}

TEST(CommandWorkload, EqualAnswersHaveEqualDigests) {
  CommandWorkload command = script("echo '{\"hits\": 785, \"seconds\": '$$'}'");
  command.answer = "json:/hits";
  const std::uint64_t digest = run(command).answer.digest;
  EXPECT_EQ(run(command).answer.digest, digest);
  command.arguments.back() = "echo '{\"hits\": 786}'";
  EXPECT_NE(run(command).answer.digest, digest);
}

PhaseTimes phases_of(const JobOutcome& outcome) { return outcome.workers.at(0).phases; }

TEST(CommandWorkload, TellsWhereItsTimeWent) {
  CommandWorkload command = script("sleep 0.05; echo '{\"work\": 0.02, \"talk\": 1e-3}'");
  command.phases = {"work=json:/work", "talk=json:/talk"};
  const PhaseTimes phases = phases_of(run(command));
  EXPECT_EQ(phases[Phase::talk], 1ms);
  EXPECT_GE(phases[Phase::start], 29ms) << "what is neither";
  EXPECT_GE(phases[Phase::work], 20ms);
}

TEST(CommandWorkload, WithoutItsWorkTheRestIsWork) {
  CommandWorkload command = script("sleep 0.05; echo started in 0.01 s");
  command.phases = {"start=started in ([0-9.]+)"};
  const PhaseTimes phases = phases_of(run(command));
  EXPECT_EQ(phases[Phase::start], 10ms);
  EXPECT_GE(phases[Phase::work], 40ms);
}

TEST(CommandWorkload, CannotTellPhasesThatAreNone) {
  CommandWorkload command = script("echo '{\"work\": 100, \"no\": \"soon\", \"less\": -1}'");
  const auto says = [&](const char* phase, const char* words) {
    command.phases = {phase};
    EXPECT_THAT([&] { run(command); }, ThrowsMessage<WorkerFailed>(HasSubstr(words))) << phase;
  };
  says("work=json:/work", "the command told phases of 100 s in all, but ran for");
  says("work=json:/no", "phase work: the command wrote 'soon', which is no number of seconds");
  says("talk=json:/less", "phase talk: the command wrote '-1'");
  says("talk=json:/none", "phase talk: 'json:/none' is not in the standard output");
  for (const auto& phases :
       {std::vector<std::string>{"rest=x"}, {"work"}, {"work="}, {"stop=x"}, {"work=a", "work=b"}}) {
    command.phases = phases;
    EXPECT_THROW(command.validate(), UsageError) << phases.front();
  }
}

TEST(CommandWorkload, WhatItUsesIsReported) {
  const JobOutcome outcome =
      run(script("dd if=/dev/zero of=/dev/null bs=100M count=1 2>/dev/null; i=0; while [ $i -lt 30000 ]; do "
                 "i=$((i+1)); done"));
  ASSERT_EQ(outcome.workers.size(), 1U);
  EXPECT_GT(outcome.workers[0].peak_memory_bytes, 95'000'000U);
  EXPECT_GT(outcome.workers[0].cpu_user + outcome.workers[0].cpu_system, 5ms);
}

TEST(CommandWorkload, AFailingCommandIsQuoted) {
  EXPECT_THAT([] { run(script("echo 'no such file' >&2; exit 3")); },
              ThrowsMessage<WorkerFailed>(AllOf(HasSubstr("exited with code 3"), HasSubstr("no such file"))));
  EXPECT_THAT([] { run(script("kill -SEGV $$")); }, ThrowsMessage<WorkerFailed>(HasSubstr("SIGSEGV")));
  CommandWorkload command = script("exit 3");
  command.ignore_failure = true;
  EXPECT_EQ(std::get<std::uint64_t>(run(command).answer.figures[0].value), 3U);
}

TEST(CommandWorkload, WhatIsNotInTheOutputIsNamed) {
  CommandWorkload command = script("echo 'pi is what?'");
  command.figures = {"pi=pi is ([0-9.]+)"};
  EXPECT_THAT([&] { run(command); },
              ThrowsMessage<WorkerFailed>(AllOf(HasSubstr("figure pi: "), HasSubstr("pi is what?"))));
  command.figures = {"pi=pi is (.*)"};
  EXPECT_THAT([&] { run(command); }, ThrowsMessage<WorkerFailed>(HasSubstr("'what?', which is no number")));
}

TEST(CommandWorkload, NamesOfFiguresFitIntoRecords) {
  CommandWorkload command = script("true");
  command.figures = {std::string(32, 'x') + "=y"};
  command.validate();
  command.figures = {std::string(33, 'x') + "=y"};
  EXPECT_THAT([&] { command.validate(); }, ThrowsMessage<UsageError>(HasSubstr("take at most 32 bytes")));
}

TEST(CommandWorkload, ATimeOutIsAFailure) {
  CommandWorkload command = script("sleep 100");
  command.timeout_seconds = 0.02;
  EXPECT_THAT([&] { run(command); }, ThrowsMessage<WorkerFailed>(HasSubstr("was ended after 0.02 s")));
}

TEST(CommandWorkload, Validates) {
  EXPECT_THROW(CommandWorkload{}.validate(), UsageError);
  CommandWorkload command = script("true");
  command.validate();
  for (const char* figure : {"pi", "=x", "pi=", "pi=(["}) {
    command.figures = {figure};
    EXPECT_THROW(command.validate(), UsageError) << figure;
  }
  for (const char* taken : {"exit_code=([0-9]+)", "a=(.*)"}) {
    command.figures = {"a=([0-9]+)", taken};
    EXPECT_THAT([&] { command.validate(); }, ThrowsMessage<UsageError>(HasSubstr("the name is taken"))) << taken;
  }
}

}  // namespace
}  // namespace breakeven::workloads
