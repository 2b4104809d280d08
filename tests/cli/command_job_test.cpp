#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "cli/standard_jobs.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const JobTypes command_types{command_job_type()};

CrewOptions four_ranks_of_two_threads() {
  CrewOptions crew;
  crew.kind = CrewKind::command;
  crew.workers = 8;
  crew.threads_per_rank = 2;
  crew.nodes = 2;
  return crew;
}

/// What the command of these parameters writes.
double figure_of(plan::Parameters parameters) {
  parameters.push_back({"figure", "x=([0-9]+)"});
  const auto job = make_job(command_types, "command", parameters);
  const CrewOptions crew = four_ranks_of_two_threads();
  const auto machine = make_crew(crew, {});
  machine->start();
  return real_figure(machine->run(job->task().stage(crew)->workload()).answer, "x");
}

std::string command_error(const plan::Parameters& parameters) {
  try {
    make_job(command_types, "command", parameters);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(CommandJob, FillsInWhatAPlanSays) {
  EXPECT_EQ(figure_of({{"command", "echo {n}{ranks}{threads}"}, {"n", "1e2"}}), 10042);
  EXPECT_EQ(figure_of({{"command", "echo {seed}{digits}"}, {"digits", "55"}, {"seed", "3"}}), 355);
  EXPECT_EQ(figure_of({{"command", "'echo 1 {nodes} | tr -d \" \"'"}, {"shell", "true"}}), 12);
  EXPECT_EQ(figure_of({{"command", "'{n}'"}, {"launcher", "echo {ranks}"}, {"n", "5"}}), 4);
  EXPECT_EQ(figure_of({{"command", "printf %s -n '[1,2]' --size"}, {"answer", "size"}}), 1);
}

TEST(CommandJob, DescribesWhatMakesItsAnswer) {
  const auto job =
      make_job(command_types, "command", {{"command", "./app {n} '{method} b'"}, {"method", "fork"}, {"n", "9"}});
  EXPECT_EQ(job->task().workload.describe(), "n=9 seed=1 method=fork command=./app {n} '{method} b'");
  EXPECT_EQ(job->task().workload.problem_size(), 9U);
}

TEST(CommandJob, RunsOtherCommandsAroundIt) {
  const auto job =
      make_job(command_types, "command",
               {{"cleanup", "sh -c 'exit {ranks}'"}, {"command", "true"}, {"prepare", "test {ranks} = 4"}});
  const measure::Task task = job->task();
  task.before(four_ranks_of_two_threads());
  EXPECT_THAT([&] { task.before(CrewOptions{}); },
              ::testing::ThrowsMessage<Error>(HasSubstr("--prepare: test 1 = 4 exited with code 1")));
  task.after(CrewOptions{});
  EXPECT_THAT([&] { job->clean_up(four_ranks_of_two_threads()); },
              ::testing::ThrowsMessage<Error>(HasSubstr("--cleanup: sh -c 'exit 4' exited with code 4")));
}

TEST(CommandJob, OtherCommandsHaveItsTimeLimit) {
  const auto job =
      make_job(command_types, "command", {{"cleanup", "sleep 100"}, {"command", "true"}, {"timeout", "100ms"}});
  EXPECT_THAT([&] { job->clean_up(CrewOptions{}); },
              ::testing::ThrowsMessage<Error>(HasSubstr("--cleanup: sleep 100 was ended after 0.1 s")));
}

TEST(CommandJob, MistakesAreFoundBeforeAnythingIsRun) {
  EXPECT_THAT(command_error({}), HasSubstr("there is no command"));
  EXPECT_THAT(command_error({{"command", "./app {size}"}}), StartsWith("command: there is nothing to put for {size}"));
  EXPECT_THAT(command_error({{"command", "./app"}, {"prepare", "rm {x}"}}), StartsWith("prepare: "));
  EXPECT_THAT(command_error({{"command", "./app"}, {"ranks", "3"}}), HasSubstr("ranks stands for something already"));
  EXPECT_THAT(command_error({{"command", "./app"}, {"tiemout", "1s"}}),
              StartsWith("tiemout: it is no option of a command"));
  EXPECT_THAT(command_error({{"command", "./app"}, {"timeout", "-1"}}), StartsWith("timeout: "));
  EXPECT_THAT(command_error({{"command", "./app"}, {"figure", "pi"}}), HasSubstr("'pi' is no figure"));
  EXPECT_THAT(command_error({{"command", "./app 'x"}}), HasSubstr("not closed"));
}

TEST(CommandJob, OtherCrewsCannotRunIt) {
  const auto job = make_job(command_types, "command", {{"command", "true"}});
  EXPECT_THROW(job->task().stage(CrewOptions{}), UsageError);
}

TEST(CommandJob, IsOpenToPlaceholders) {
  const auto words = vocabulary(command_types).front();
  EXPECT_TRUE(words.open);
  EXPECT_THAT(words.lists, ElementsAre("command", "figure", "phase"));
  EXPECT_THAT(words.parameters, ::testing::Not(::testing::Contains("set")));
}

}  // namespace
}  // namespace breakeven::cli
