#include "cli/option_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;

RunOptions run_options(const std::string& command_line) {
  CLI::App app;
  RunOptions options;
  add_run_options(app, options);
  add_result_options(app, options.results);
  app.parse(command_line);
  return options;
}

CompareOptions compare_options(const std::string& command_line) {
  CLI::App app;
  CompareOptions options;
  add_comparison_options(app, options);
  app.parse(command_line);
  return options;
}

TEST(RunOptions, ByDefaultNothingIsChosen) {
  const RunOptions run = run_options("");
  EXPECT_FALSE(run.crew.kind.has_value());
  EXPECT_FALSE(run.crew.workers.has_value());
  EXPECT_TRUE(run.compare);
  EXPECT_FALSE(run.results.json);
}

TEST(RunOptions, Everything) {
  const RunOptions run = run_options(
      "-p 4 --kind hybrid --threads-per-rank 2 --launcher 'srun -n {ranks}' --no-compare --verbose --record r.h5 "
      "--json");
  EXPECT_EQ(run.crew.workers, 4);
  EXPECT_EQ(run.crew.kind, CrewKind::hybrid);
  EXPECT_EQ(run.crew.threads_per_rank, 2);
  EXPECT_EQ(run.crew.launcher, "srun -n {ranks}");
  EXPECT_FALSE(run.compare);
  EXPECT_TRUE(run.verbose);
  EXPECT_EQ(run.results.record, "r.h5");
  EXPECT_TRUE(run.results.json);
}

TEST(ComparisonOptions, Everything) {
  const CompareOptions compare =
      compare_options("-p 1,2,8 --kinds fork,threads,fork -r 9 --order-seed 3 --keep --launcher mpiexec");
  EXPECT_THAT(compare.workers, ElementsAre(1, 2, 8));
  EXPECT_THAT(compare.kinds, ElementsAre(CrewKind::fork, CrewKind::threads));
  EXPECT_EQ(compare.repetitions, 9);
  EXPECT_EQ(compare.order_seed, 3U);
  EXPECT_TRUE(compare.keep);
  EXPECT_EQ(compare.launcher, "mpiexec");
}

TEST(ShareOptions, NameTheWays) {
  EXPECT_EQ(run_options("--kind fork --share pipe").crew.share, Share::pipe);
  EXPECT_THAT(compare_options("").shares, ElementsAre(Share::memory));
  EXPECT_THAT(compare_options("--share socket,memory,socket").shares, ElementsAre(Share::socket, Share::memory));
}

TEST(ComparisonOptions, AllKindsAreTheDefault) {
  EXPECT_EQ(compare_options("").kinds.size(), all_crew_kinds.size());
  EXPECT_EQ(compare_options("--kinds all").kinds.size(), all_crew_kinds.size());
}

}  // namespace
}  // namespace breakeven::cli
