// The pieces of `find`: crews in one word, options of a job as parameters, what competes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/App.hpp>

#include "breakeven/error.hpp"
#include "breakeven/program.hpp"
#include "cli/command_line.hpp"
#include "cli/crew_text.hpp"
#include "cli/described_job.hpp"
#include "cli/find_contest.hpp"
#include "cli/job_option.hpp"
#include "cli/standard_jobs.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const JobTypes sized_types{pi_job_type(), sort_job_type(), command_job_type()};

plan::Parameters given(const JobType& type, const std::string& command_line) {
  CLI::App app;
  const auto options = type.options();
  options->add_to(app);
  const std::vector<CLI::Option*> of_job = app.get_options({});
  app.parse(command_line);
  return given_parameters(of_job);
}

TEST(ParseCrew, TakesKindWorkersAndWhatElseItHas) {
  EXPECT_EQ(parse_crew("serial").kind, CrewKind::serial);
  EXPECT_FALSE(parse_crew("threads").workers);
  EXPECT_EQ(parse_crew("threads:4").workers, 4);
  EXPECT_EQ(parse_crew("fork:2:pipe").share, Share::pipe);
  EXPECT_EQ(parse_crew("hybrid:8:2").threads_per_rank, 2);
  for (const char* text : {"", "thread", "threads:0", "threads:2:glue", "fork:2:pipe:4"}) {
    EXPECT_THROW(parse_crew(text), UsageError) << text;
  }
}

TEST(GivenParameters, AreWhatMakesTheSameJobAgain) {
  EXPECT_THAT(given(sized_types[0], "--sampler eager"), ElementsAre(plan::Parameter{"sampler", "eager"}));
  EXPECT_THAT(given(sized_types[1], "--type int32 --no-verify"),
              ElementsAre(plan::Parameter{"no-verify", "true"}, plan::Parameter{"type", "int32"}));
  const plan::Parameters command =
      given(sized_types[2], "--set a=1 --set b=2=3 --figure 't=(.*) s' -- ./app '{a} {b}' --size {n}");
  EXPECT_THAT(command, ElementsAre(plan::Parameter{"a", "1"}, plan::Parameter{"b", "2=3"},
                                   plan::Parameter{"command", "./app '{a} {b}' --size {n}"},
                                   plan::Parameter{"figure", "'t=(.*) s'"}));
  plan::Parameters sized = command;
  sized.push_back({"n", "70"});
  EXPECT_THAT(make_job(sized_types, "command", sized)->task().workload.describe(), HasSubstr("n=70"));
}

TEST(ContestOfCommands, AnotherCommandIsLaunchedAsItSays) {
  FindOptions options;
  options.against = "./serial {n}";
  const plan::Parameters of_candidate{{"command", "./app {n}"}, {"launcher", "mpirun"}, {"seed", "3"}};
  const Contest contest = contest_of_commands("command", of_candidate, options);
  EXPECT_THAT(contest.candidate.job,
              ElementsAre(of_candidate[0], of_candidate[1], of_candidate[2], plan::Parameter{"way", "command"}));
  EXPECT_THAT(contest.base.job, ElementsAre(plan::Parameter{"seed", "3"}, plan::Parameter{"command", "./serial {n}"},
                                            plan::Parameter{"way", "'./serial {n}'"}));
  EXPECT_EQ(contest.base.label, "'./serial {n}'");
}

TEST(ContestOfCommands, TheirWaysHaveNamesInRecords) {
  FindOptions options;
  options.against = "sh -c 'work {n}'";
  plan::Parameters job = contest_of_commands("command", {{"command", "./app {n}"}}, options).base.job;
  job.push_back({"n", "70"});
  EXPECT_EQ(make_job(sized_types, "command", job)->task().workload.describe(),
            "n=70 seed=1 way='sh -c \"work {n}\"' command=sh -c 'work {n}'");
  const plan::Parameters named{{"command", "./app {n} {way}"}, {"way", "mine"}};
  EXPECT_EQ(contest_of_commands("command", named, options).candidate.job, named);
}

TEST(ContestOfCommands, TheSameCommandRunsAlone) {
  FindOptions options;
  const plan::Parameters scaling{{"command", "./app {n} {threads}"}};
  EXPECT_THROW(contest_of_commands("command", scaling, options), UsageError);
  options.command_crew.ranks = 4;
  const Contest contest = contest_of_commands("command", scaling, options);
  EXPECT_EQ(contest.candidate.crew.workers, 4);
  EXPECT_EQ(contest.base.crew.workers, 1);
}

std::string refusal_of(const plan::Parameters& command, const FindOptions& options) {
  try {
    contest_of_commands("command", command, options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(ContestOfCommands, ASizeAndAnotherCrewMakeAnotherCommand) {
  FindOptions options;
  options.command_crew.threads = 2;
  EXPECT_THAT(refusal_of({{"command", "./app {threads}"}}, options), HasSubstr("write {n} into it"));
  EXPECT_THAT(refusal_of({{"command", "./app {n}"}}, options), HasSubstr("nothing in it stands for its workers"));
  EXPECT_EQ(refusal_of({{"command", "./app"}, {"launcher", "mpirun"}, {"prepare", "./make {n}"}}, options), "");
  options.against = "./serial {n}";
  EXPECT_EQ(refusal_of({{"command", "./app"}}, options), "");
}

struct Clashing {
  static constexpr std::string_view name = "clashing";
  static constexpr std::string_view description = "Has a parameter that find has, too";
  std::uint64_t size = 10;
  double precision = 0.1;
  static constexpr auto parameters() {
    return std::tuple(Parameter("n", &Clashing::size, "Size"), Parameter("precision", &Clashing::precision, "Digits"));
  }
  void validate() const {}
  std::uint64_t memory_bytes(int /*workers*/) const { return 0; }
  Answer run(Communicator& /*communicator*/) const { return {}; }
};

TEST(Find, RefusesAJobWhoseParametersItCannotTellFromItsOptions) {
  const Program program = Program("Tests.").add<Clashing>("");
  const Application application{"tests", "", "", {}, {described_job_type(program.entries().front()), pi_job_type()}};
  const auto parse = [&](std::vector<const char*> words) {
    return parse_command_line(application, static_cast<int>(words.size()), words.data());
  };
  EXPECT_THAT(
      [&] {
        parse({"tests", "find", "clashing", "-p", "2"});
      },
      ::testing::ThrowsMessage<UsageError>(HasSubstr("a parameter that is called as an option of find")));
  EXPECT_TRUE(parse({"tests", "find", "pi", "-p", "2"}));
  EXPECT_TRUE(parse({"tests", "clashing", "--precision", "0.2"}));
}

}  // namespace
}  // namespace breakeven::cli
