#include "cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "cli/standard_jobs.hpp"

namespace breakeven::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Application this_program{"breakeven",
                               "Compares workers.",
                               "  mpirun -n 8 breakeven pi -n 1e9\n",
                               {},
                               {pi_job_type(), sort_job_type(), null_job_type()}};

Command parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "breakeven");
  return parse_command_line(this_program, static_cast<int>(arguments.size()), arguments.data());
}

std::string error_of(const std::vector<const char*>& arguments) {
  try {
    parse(arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

/// What a command that only prints prints.
std::string text_of(const std::vector<const char*>& arguments) {
  const Session session{this_program.registry, this_program.jobs, {}, 1};
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(parse(arguments)(session), 0);
  return ::testing::internal::GetCapturedStdout();
}

TEST(CommandLine, MistakesAreNamedInOneLine) {
  EXPECT_THAT(error_of({}), HasSubstr("say what to do: pi, sort, null, compare, "));
  EXPECT_THAT(error_of({"compare"}),
              HasSubstr("compare: say what to do: pi, sort or null (see breakeven compare --help)"));
  EXPECT_THAT(error_of({"pie"}), HasSubstr("there is no command 'pie' (see breakeven --help)"));
  EXPECT_THAT(error_of({"compare", "pie"}), HasSubstr("compare: there is no command 'pie'"));
  EXPECT_THAT(error_of({"pi", "--frobnicate"}),
              HasSubstr("pi: not understood: --frobnicate (see breakeven pi --help)"));
  EXPECT_THAT(error_of({"pi", "7"}), HasSubstr("pi: not understood: 7"));
  EXPECT_THAT(error_of({"pi", "-n"}), HasSubstr("pi: --samples: 1 required N missing"));
  EXPECT_THAT(error_of({"pi", "-n", "abc"}), HasSubstr("pi: -n: 'abc' is no count"));
  EXPECT_THAT(error_of({"pi", "-n", "-5"}), HasSubstr("pi: -n: -5 is negative"));
  EXPECT_THAT(error_of({"pi", "-n", "0"}), HasSubstr("pi: -n: 0 samples"));
  EXPECT_THAT(error_of({"pi", "-p", "0"}), HasSubstr("pi: -p: 0 workers"));
  EXPECT_THAT(error_of({"pi", "--kind", "treads"}), HasSubstr("the kinds are serial, threads"));
  EXPECT_THAT(error_of({"sort", "--type", "float16"}), HasSubstr("sort: --type: "));
  EXPECT_THAT(error_of({"sort", "--eps", "2"}), HasSubstr("2 is not between 0 and 1"));
  EXPECT_THAT(error_of({"compare", "sort", "-o", "x"}), HasSubstr("compare sort: not understood: -o"));
  EXPECT_THAT(error_of({"compare", "pi", "-r", "0"}), HasSubstr("compare pi: -r: 0 repetitions"));
  EXPECT_THAT(error_of({"pi", "--error", "1e-3", "-n", "5"}), HasSubstr("pi: --samples excludes --error"));
  EXPECT_THAT(error_of({"pi", "--error", "0"}), HasSubstr("pi: --error: "));
  EXPECT_THAT(error_of({"pi", "--error", "small"}), HasSubstr("'small' is no number"));
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "-n", "5"}), HasSubstr("sort: -n is for generated keys"));
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "--type", "int32"}), HasSubstr("sort: --type is for generated keys"));
  EXPECT_THAT(error_of({"sort", "-o", "out.h5:/keys"}), HasSubstr("name a dataset to sort"));
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "--overwrite"}), HasSubstr("--overwrite needs an output"));
  EXPECT_THAT(error_of({"find", "pi", "-n", "5"}), HasSubstr("find pi: -n: sizes are what is searched"));
  EXPECT_THAT(error_of({"find", "pi", "--error", "1e-3"}), HasSubstr("find pi: --error: sizes are what is searched"));
  EXPECT_THAT(error_of({"find", "null"}), HasSubstr("find null: it has no size"));
  EXPECT_THAT(error_of({"find", "pi", "--precision", "1"}), HasSubstr("find pi: --precision: 1 is not above 1"));
  EXPECT_THAT(error_of({"find", "pi", "--budget", "10ms"}), HasSubstr("find pi: --budget: a search needs a second"));
  EXPECT_THAT(error_of({"find", "pi", "--from", "100", "--to", "10"}), HasSubstr("--from 100 is not below --to 10"));
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{}, {"pi", "--x"}, {"pi", "-n"}, {"pie", "--help-me"}}) {
    EXPECT_THAT(error_of(arguments), Not(HasSubstr("\n")));
  }
}

TEST(CommandLine, HelpTeachesAtEveryLevel) {
  EXPECT_THAT(text_of({"--help"}), HasSubstr("mpirun -n 8 breakeven pi -n 1e9"));
  const std::string pi = text_of({"pi", "--help"});
  EXPECT_THAT(pi, HasSubstr("1e8"));
  EXPECT_THAT(pi, HasSubstr("Examples:"));
  EXPECT_THAT(text_of({"compare", "sort", "--help"}), HasSubstr("--kinds"));
  EXPECT_THAT(text_of({"find", "pi", "--help"}),
              AllOf(HasSubstr("--budget"), HasSubstr("--sampler"), Not(HasSubstr("--samples"))));
  EXPECT_THAT(text_of({"--help"}), Not(HasSubstr("manual"))) << "that one is for the build";
  EXPECT_THAT(text_of({"sort", "--version"}), HasSubstr("breakeven 0."));
  EXPECT_THAT(text_of({"--version"}), HasSubstr("breakeven 0."));
}

TEST(CommandLine, HelpFitsThePage) {
  for (const std::vector<const char*>& words :
       {std::vector{"study", "--help"}, {"study", "run", "--help"}, {"study", "verify", "--help"}, {"--help"}}) {
    std::istringstream help(text_of(words));
    for (std::string line; std::getline(help, line);) EXPECT_LE(line.size(), 120U) << line;
  }
}

TEST(CommandLine, AProgramGoesByItsOwnName) {
  const Application heat{"heat", "Warms.", "", {}, {null_job_type()}};
  const std::array arguments{"heat", "nul"};
  EXPECT_THAT([&] { parse_command_line(heat, 2, arguments.data()); },
              ::testing::ThrowsMessage<UsageError>(HasSubstr("see heat --help")));
}

TEST(CommandLine, CompletionAndManualKnowEveryCommand) {
  const std::string completion = text_of({"completion", "bash"});
  const std::string manual = text_of({"manual"});
  for (const char* word :
       {"pi", "sort", "compare", "info", "--no-compare", "--kinds", "forkserver", "find", "--against"}) {
    EXPECT_THAT(completion, HasSubstr(word));
  }
  for (const char* word :
       {".SS pi", ".SS compare sort", ".SS find pi", "\\-\\-threads\\-per\\-rank", ".SH EXIT STATUS", ".SH EXAMPLES"}) {
    EXPECT_THAT(manual, HasSubstr(word));
  }
}

}  // namespace
}  // namespace breakeven::cli
