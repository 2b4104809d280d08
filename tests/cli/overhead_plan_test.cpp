// Which crews `breakeven overhead` measures.
#include "cli/overhead_plan.hpp"
#include "cli/overhead_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

std::vector<std::string> labels(const std::vector<overhead::CrewPoint>& points) {
  std::vector<std::string> all;
  for (const overhead::CrewPoint& point : points) all.push_back(label_of(point));
  return all;
}

OverheadOptions of_two(std::vector<CrewKind> kinds) {
  OverheadOptions options;
  options.kinds = std::move(kinds);
  options.workers = {2};
  return options;
}

TEST(OverheadPlan, ForkedProcessesShareInEveryWayByDefault) {
  const auto options = of_two({CrewKind::threads, CrewKind::fork, CrewKind::spawn});
  EXPECT_THAT(labels(ladder_plan(options).points),
              ElementsAre("2 × threads", "2 × fork", "2 × fork, pipe", "2 × fork, socket", "2 × spawn"));
  EXPECT_THAT(labels(talk_plan(options).points), Contains("2 × fork, socket"));
}

TEST(OverheadPlan, ProcessesShareAsAskedFor) {
  auto options = of_two({CrewKind::fork, CrewKind::spawn, CrewKind::mpi});
  options.shares = {Share::pipe};
  const auto points = talk_plan(options).points;
  EXPECT_THAT(labels(points), ElementsAre("2 × fork, pipe", "2 × spawn, pipe", "2 × mpi"));
  EXPECT_EQ(points[1].options.share, Share::pipe);
}

TEST(OverheadPlan, RanksAreWhereTheirLauncherPutsThem) {
  auto options = of_two({CrewKind::threads, CrewKind::mpi});
  EXPECT_THAT(labels(ladder_plan(options).points), ElementsAre("2 × threads", "2 × mpi", "2 × mpi, ob1, self+vader"));
  EXPECT_EQ(talk_plan(options).points[1].options.nodes, 1);
  options.launcher = "mpirun --hostfile hosts -n {ranks}";
  const auto points = ladder_plan(options).points;
  EXPECT_THAT(labels(points), ElementsAre("2 × threads", "2 × mpi"));
  EXPECT_EQ(points[1].options.launcher, options.launcher);
  EXPECT_EQ(points[1].options.nodes, 0);
  EXPECT_EQ(points[0].options.launcher, "");
}

TEST(OverheadPlan, RefusesALauncherThatNothingIsStartedBy) {
  auto options = of_two({CrewKind::threads, CrewKind::mpi});
  options.launcher = "mpirun -n {ranks}";
  require_sense(options);
  options.sections = {OverheadSection::objects, OverheadSection::talk};
  require_sense(options);
  options.sections = {OverheadSection::mpirun, OverheadSection::objects, OverheadSection::pairs};
  EXPECT_THAT([&] { require_sense(options); },
              ThrowsMessage<UsageError>(HasSubstr("--launcher is for sections start and talk")));
  options.sections = {OverheadSection::talk};
  options.kinds = {CrewKind::threads};
  EXPECT_THAT([&] { require_sense(options); }, ThrowsMessage<UsageError>(HasSubstr("--launcher is for kinds mpi")));
}

TEST(OverheadPlan, KnowsWhetherRanksAreStarted) {
  auto options = of_two({CrewKind::threads});
  EXPECT_TRUE(starts_ranks(options)) << "objects are passed between ranks, whatever the kinds";
  options.sections = {OverheadSection::start, OverheadSection::fork, OverheadSection::talk};
  EXPECT_FALSE(starts_ranks(options));
  options.sections.push_back(OverheadSection::mpirun);
  EXPECT_TRUE(starts_ranks(options));
  options = of_two({CrewKind::hybrid});
  options.sections = {OverheadSection::talk};
  EXPECT_TRUE(starts_ranks(options));
  options.sections = {OverheadSection::fork};
  EXPECT_FALSE(starts_ranks(options));
}

TEST(OverheadPlan, QuickStartsProcessesThatShareInOneWay) {
  auto options = of_two({CrewKind::fork});
  options.quick = true;
  EXPECT_THAT(labels(ladder_plan(options).points), ElementsAre("2 × fork"));
  EXPECT_THAT(labels(talk_plan(options).points), Contains("2 × fork, pipe"));
  options.shares = {Share::pipe};
  EXPECT_THAT(labels(ladder_plan(options).points), ElementsAre("2 × fork, pipe"));
}

TEST(OverheadPlan, PairsAreOfThreadsProcessesAndRanksOfThisMachine) {
  auto options = of_two({CrewKind::threads, CrewKind::gil, CrewKind::spawn, CrewKind::fork, CrewKind::mpi});
  options.workers = {8};
  options.shares = {Share::pipe};
  options.launcher = "mpirun --hostfile hosts -n {ranks}";
  const auto plan = pairs_plan(options, {{"one core", 0, 1}});
  EXPECT_THAT(labels(plan.talk.points), ElementsAre("2 × threads", "2 × spawn", "2 × mpi"));
  EXPECT_EQ(plan.talk.points[2].options.launcher, "");
  EXPECT_EQ(plan.pairs.front().shared, "one core");
  options.kinds = {CrewKind::serial};
  EXPECT_THAT(pairs_plan(options, {}).talk.points, ::testing::IsEmpty());
}

TEST(OverheadPlan, ThreadsDoNotShareByPipes) {
  auto options = of_two({CrewKind::threads});
  options.shares = {Share::pipe};
  EXPECT_THAT([&] { require_sense(options); }, ThrowsMessage<UsageError>(HasSubstr("--share is for fork")));
  options.kinds = {CrewKind::fork};
  require_sense(options);
  options.sections = {OverheadSection::fork};
  EXPECT_THAT([&] { require_sense(options); },
              ThrowsMessage<UsageError>(HasSubstr("--share is for sections start and talk")));
}

TEST(OverheadPlan, RefusesCountsOfWorkersThatNothingIsMeasuredWith) {
  auto options = of_two({CrewKind::serial, CrewKind::threads});
  EXPECT_THAT([&] { require_sense(options); },
              ThrowsMessage<UsageError>(HasSubstr("-p 2: serial is one worker; add 1, or leave it out of --kinds")));
  options.workers = {1, 2};
  require_sense(options);
  options.workers = {1};
  EXPECT_THAT([&] { require_sense(options); }, ThrowsMessage<UsageError>(HasSubstr("-p: section talk takes 2")));
  options.sections = {OverheadSection::start};
  require_sense(options);
  options.workers.clear();
  require_sense(options);
}

}  // namespace
}  // namespace breakeven::cli
