#include "cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Command parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "breakeven");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

std::string error_of(const std::vector<const char*>& arguments) {
  try {
    parse(arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

std::string text_of(const std::vector<const char*>& arguments) { return std::get<ShowText>(parse(arguments)).text; }

TEST(CommandLine, PiWithDefaults) {
  const auto run = std::get<RunOptions>(parse({"pi"}));
  EXPECT_EQ(std::get<PiOptions>(run.job).samples, 100'000'000U);
  EXPECT_FALSE(run.crew.kind.has_value());
  EXPECT_TRUE(run.compare);
  EXPECT_FALSE(run.results.json);
}

TEST(CommandLine, PiWithEverything) {
  const auto run =
      std::get<RunOptions>(parse({"pi", "-n", "1e9", "--seed", "7", "-p", "4", "--kind", "hybrid", "--threads-per-rank",
                                  "2", "--launcher", "srun -n {ranks}", "--no-compare", "--record", "r.h5", "--json"}));
  EXPECT_EQ(std::get<PiOptions>(run.job).samples, 1'000'000'000U);
  EXPECT_EQ(std::get<PiOptions>(run.job).seed, 7U);
  EXPECT_EQ(run.crew.workers, 4);
  EXPECT_EQ(run.crew.kind, CrewKind::hybrid);
  EXPECT_EQ(run.crew.threads_per_rank, 2);
  EXPECT_EQ(run.crew.launcher, "srun -n {ranks}");
  EXPECT_FALSE(run.compare);
  EXPECT_EQ(run.results.record, "r.h5");
  EXPECT_TRUE(run.results.json);
}

TEST(CommandLine, AnErrorToReachChoosesTheSamples) {
  const auto run = std::get<RunOptions>(parse({"pi", "--error", "1e-3"}));
  const double samples = static_cast<double>(std::get<PiOptions>(run.job).samples);
  EXPECT_NEAR(1.6421 / std::sqrt(samples), 1e-3, 1e-7);
  EXPECT_THAT(error_of({"pi", "--error", "1e-3", "-n", "5"}), HasSubstr("pi: --samples excludes --error"));
  EXPECT_THAT(error_of({"pi", "--error", "0"}), HasSubstr("pi: --error: "));
  EXPECT_THAT(error_of({"pi", "--error", "small"}), HasSubstr("'small' is no number"));
}

TEST(CommandLine, SortOfGeneratedKeys) {
  const auto run = std::get<RunOptions>(
      parse({"sort", "-n", "2^20", "--type", "int32", "--input", "few", "--float-order", "total", "--eps", "0.05"}));
  const auto& sort = std::get<SortOptions>(run.job);
  EXPECT_EQ(sort.keys, 1U << 20U);
  EXPECT_EQ(sort.type, kernels::KeyType::int32);
  EXPECT_EQ(sort.input, kernels::KeyInput::few);
  EXPECT_EQ(sort.float_order, kernels::FloatOrder::total);
  EXPECT_DOUBLE_EQ(sort.epsilon, 0.05);
  EXPECT_EQ(sort.source, "");
}

TEST(CommandLine, SortOfADataset) {
  const auto run = std::get<RunOptions>(parse({"sort", "in.h5:/keys", "-o", "out.h5:/keys", "--overwrite"}));
  const auto& sort = std::get<SortOptions>(run.job);
  EXPECT_EQ(sort.source, "in.h5:/keys");
  EXPECT_EQ(sort.output, "out.h5:/keys");
  EXPECT_TRUE(sort.overwrite);
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "-n", "5"}), HasSubstr("sort: -n is for generated keys"));
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "--type", "int32"}), HasSubstr("sort: --type is for generated keys"));
  EXPECT_THAT(error_of({"sort", "-o", "out.h5:/keys"}), HasSubstr("name a dataset to sort"));
  EXPECT_THAT(error_of({"sort", "in.h5:/keys", "--overwrite"}), HasSubstr("--overwrite needs an output"));
}

TEST(CommandLine, Compare) {
  const auto compare = std::get<CompareOptions>(parse({"compare", "pi", "-n", "1e6", "-p", "1,2,8", "--kinds",
                                                       "fork,threads,fork", "-r", "9", "--order-seed", "3", "--keep"}));
  EXPECT_EQ(std::get<PiOptions>(compare.job).samples, 1'000'000U);
  EXPECT_THAT(compare.workers, ElementsAre(1, 2, 8));
  EXPECT_THAT(compare.kinds, ElementsAre(CrewKind::fork, CrewKind::threads));
  EXPECT_EQ(compare.repetitions, 9);
  EXPECT_EQ(compare.order_seed, 3U);
  EXPECT_TRUE(compare.keep);
  EXPECT_EQ(std::get<CompareOptions>(parse({"compare", "sort", "--kinds", "all"})).kinds.size(), all_crew_kinds.size());
  EXPECT_THAT(error_of({"compare", "sort", "-o", "x"}), HasSubstr("compare sort: not understood: -o"));
  EXPECT_THAT(error_of({"compare", "pi", "-r", "0"}), HasSubstr("compare pi: -r: 0 repetitions"));
}

TEST(CommandLine, MistakesAreNamedInOneLine) {
  EXPECT_THAT(error_of({}), HasSubstr("say what to do: pi, sort, compare or info (see breakeven --help)"));
  EXPECT_THAT(error_of({"compare"}), HasSubstr("compare: say what to do: pi or sort (see breakeven compare --help)"));
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
  EXPECT_THAT(text_of({"--help"}), Not(HasSubstr("manual"))) << "that one is for the build";
  EXPECT_THAT(text_of({"sort", "--version"}), HasSubstr("breakeven 0."));
  EXPECT_THAT(text_of({"--version"}), HasSubstr("breakeven 0."));
}

TEST(CommandLine, CompletionAndManualKnowEveryCommand) {
  const std::string completion = text_of({"completion", "bash"});
  const std::string manual = text_of({"manual"});
  for (const char* word : {"pi", "sort", "compare", "info", "--no-compare", "--kinds", "forkserver"}) {
    EXPECT_THAT(completion, HasSubstr(word));
  }
  for (const char* word :
       {".SS pi", ".SS compare sort", "\\-\\-threads\\-per\\-rank", ".SH EXIT STATUS", ".SH EXAMPLES"}) {
    EXPECT_THAT(manual, HasSubstr(word));
  }
}

}  // namespace
}  // namespace breakeven::cli
