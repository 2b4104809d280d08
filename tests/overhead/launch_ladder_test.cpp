// Rungs follow each other and sum to the wall time, whoever the workers are; and what a crew talks about is chosen so
// that it makes sense.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sched.h>

#include <fmt/format.h>

#include <numeric>

#include "breakeven/error.hpp"
#include "overhead/launch_ladder.hpp"
#include "overhead/pairs.hpp"
#include "overhead/talking.hpp"
#include "workloads/hello.hpp"

namespace breakeven::overhead {
namespace {

using std::chrono::microseconds;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using workloads::Cadence;
using workloads::TalkItem;
using workloads::TalkOperation;

const TimePoint origin = TimePoint(std::chrono::hours(1));
TimePoint at(int us) { return origin + microseconds(us); }

WorkerLife life(std::initializer_list<std::pair<Milestone, int>> milestones) {
  WorkerLife life{"here", 1};
  for (const auto& [milestone, us] : milestones) {
    life.nanoseconds[static_cast<std::size_t>(milestone)] = Duration(at(us).time_since_epoch()).count();
  }
  return life;
}

std::vector<std::pair<std::string, int>> rungs_of(const Ladder& ladder) {
  std::vector<std::pair<std::string, int>> rungs;
  for (const Rung& rung : ladder.rungs) {
    rungs.emplace_back(rung.name,
                       static_cast<int>(std::chrono::duration_cast<microseconds>(rung.end - origin).count()));
  }
  return rungs;
}

TEST(Ladder, ClimbsByTheLastToBeReadyAndDescendsByTheLastToEnd) {
  const DriverMoments driver{at(0), at(60), at(100), at(110), at(150)};
  const std::vector<WorkerLife> lives{life({{Milestone::main, 10},
                                            {Milestone::mpi_init, 11},
                                            {Milestone::mpi_ready, 40},
                                            {Milestone::ready, 50},
                                            {Milestone::dismissed, 120},
                                            {Milestone::mpi_ended, 140}}),
                                      life({{Milestone::main, 20},
                                            {Milestone::mpi_init, 21},
                                            {Milestone::mpi_ready, 41},
                                            {Milestone::ready, 45},
                                            {Milestone::dismissed, 121},
                                            {Milestone::mpi_ended, 141}})};
  WorkerReport first;
  first.job_begin = at(70);
  first.job_end = at(80);
  WorkerReport last;
  last.job_begin = at(71);
  last.job_end = at(90);
  last.segments = {{Phase::talk, at(72), at(75)}, {Phase::work, at(75), at(76)}, {Phase::talk, at(76), at(88)}};
  const Ladder ladder = ladder_of(driver, lives, {first, last});
  EXPECT_EQ(ladder.begin, at(0));
  using R = std::pair<std::string, int>;
  EXPECT_THAT(rungs_of(ladder), ElementsAre(R{"main begins", 10}, R{"MPI_Init begins", 11}, R{"MPI_Init ends", 40},
                                            R{"worker is ready", 50}, R{"all are ready", 60}, R{"job begins", 71},
                                            R{"barrier passed", 75}, R{"message answered", 88}, R{"job done", 90},
                                            R{"results at the root", 100}, R{"worker is dismissed", 121},
                                            R{"MPI_Finalize ends", 141}, R{"control is back", 150}));
}

TEST(Ladder, OfRanksWithThreadsClimbsByTheFirstThreadOfTheRankThatWasReadyLast) {
  const DriverMoments driver{at(0), at(60), at(100), at(110), at(150)};
  const auto rank = [](int ready) {
    return life(
        {{Milestone::main, 10}, {Milestone::mpi_init, 11}, {Milestone::mpi_ready, 40}, {Milestone::ready, ready}});
  };
  const auto thread = [](int ready) { return life({{Milestone::exists, 45}, {Milestone::ready, ready}}); };
  const Ladder ladder = ladder_of(driver, {rank(50), thread(55), rank(52), thread(51)}, {});
  using R = std::pair<std::string, int>;
  EXPECT_THAT(rungs_of(ladder), ElementsAre(R{"main begins", 10}, R{"MPI_Init begins", 11}, R{"MPI_Init ends", 40},
                                            R{"worker is ready", 52}, R{"all are ready", 60},
                                            R{"results at the root", 100}, R{"control is back", 150}));
}

WorkloadRegistry registry() {
  WorkloadRegistry all;
  all.add<workloads::HelloWorkload>().add<workloads::TalkWorkload>();
  return all;
}

CrewPoint point_of(CrewKind kind, int workers) {
  CrewPoint point;
  point.options.kind = kind;
  point.options.workers = workers;
  return point;
}

TEST(Ladder, OfRealCrewsSumsToTheWhole) {
  const WorkloadRegistry all = registry();
  LadderPlan plan;
  plan.points = {point_of(CrewKind::threads, 2), point_of(CrewKind::gil, 2), point_of(CrewKind::fork, 3),
                 point_of(CrewKind::serial, 1)};
  plan.launches = 3;
  const auto series = measure_ladders(
      plan, [&](const auto& options) { return make_crew(options, all); }, [](const auto&, double) {});
  for (const CrewPoint& point : plan.points) {
    std::vector<double> sums(4);  // and the warm-up's
    const Series* whole = nullptr;
    for (const Series& one : series) {
      if (one.condition.kind != to_string(point.options.kind)) continue;
      EXPECT_EQ(one.trouble, "");
      EXPECT_EQ(one.launches.size(), 4U) << one.condition.quantity;
      EXPECT_EQ(one.warm_up_launches, 1U);
      if (one.condition.quantity == "whole") whole = &one;
      if (one.condition.quantity == "whole" || one.condition.quantity == "start" || one.condition.quantity == "stop") {
        continue;
      }
      for (std::size_t launch = 0; launch < 4; ++launch) {
        EXPECT_GE(one.launches[launch].front(), 0) << one.condition.kind << " " << one.condition.quantity;
        sums[launch] += one.launches[launch].front();
      }
    }
    ASSERT_NE(whole, nullptr);
    for (std::size_t launch = 0; launch < 4; ++launch) EXPECT_NEAR(sums[launch], whole->launches[launch].front(), 1e-9);
  }
}

TEST(Ladder, OfACrewThatCannotBeStartedSaysWhy) {
  const WorkloadRegistry all = registry();
  LadderPlan plan;
  plan.points = {point_of(CrewKind::spawn, 2)};
  plan.points.front().options.worker_executable = "/nowhere/worker";
  const auto series = measure_ladders(
      plan, [&](const auto& options) { return make_crew(options, all); }, [](const auto&, double) {});
  ASSERT_EQ(series.size(), 3U) << "start, stop, whole";
  for (const Series& one : series) EXPECT_THAT(one.trouble, HasSubstr("/nowhere/worker"));
}

TalkPlan talk_plan() {
  TalkPlan plan;
  plan.operations = {TalkOperation::latency, TalkOperation::bandwidth, TalkOperation::barrier,
                     TalkOperation::all_reduce, TalkOperation::all_gather};
  plan.sizes = {0, 4, 8, 1 << 20};
  plan.launches = 2;
  plan.seconds_per_item = 0.001;
  return plan;
}

TEST(TalkItems, MakeSense) {
  const TalkItems two = items_for(talk_plan(), point_of(CrewKind::threads, 2), 1 << 30);
  EXPECT_THAT(two.too_large, IsEmpty());
  for (const TalkItem& item : two.fitting) {
    EXPECT_TRUE(item.operation != TalkOperation::barrier || item.bytes == 0);
    EXPECT_TRUE(item.operation != TalkOperation::all_reduce || (item.bytes > 0 && item.bytes % 8 == 0));
  }
  const auto operation = [](const TalkItem& item) { return item.operation; };
  const TalkItems three = items_for(talk_plan(), point_of(CrewKind::fork, 3), 1 << 30);
  EXPECT_THAT(three.fitting, Each(::testing::ResultOf(operation, ::testing::Gt(TalkOperation::both_ways))));
}

TEST(TalkSettings, HaveTwoParts) {
  EXPECT_EQ(talk_setting_from("isolated"), (TalkSetting{"", "isolated"}));
  EXPECT_EQ(talk_setting_from("pipe, streaming, allocated"), (TalkSetting{"pipe", "streaming, allocated"}));
}

TEST(TalkItems, ThatDoNotFitInMemoryAreRows) {
  const TalkItems items = items_for(talk_plan(), point_of(CrewKind::threads, 2), 10'000);
  EXPECT_THAT(items.fitting, Each(::testing::Field(&TalkItem::bytes, ::testing::Le(8U))));
  EXPECT_THAT(items.too_large, Not(IsEmpty()));
}

TEST(Pairs, AreMeasuredWhereTheyDiffer) {
  const WorkloadRegistry all = registry();
  const int here = ::sched_getcpu();
  const auto measure = [&](std::vector<launch::ProcessorPair> pairs) {
    PairsPlan plan{std::move(pairs), talk_plan()};
    plan.talk.points = {point_of(CrewKind::threads, 2)};
    plan.talk.operations = {TalkOperation::latency};
    plan.talk.sizes = {8};
    return measure_pairs(
        plan, [&](const auto& options) { return make_crew(options, all); }, [](const auto&, double) {});
  };
  const auto alike = measure({{"one L3", here, here}});
  ASSERT_EQ(alike.size(), 1U);
  EXPECT_EQ(alike[0].condition.setting, fmt::format("one L3 ({}+{})", here, here));
  const auto series = measure({{"one core", here, here}, {"one L3", here, here}});
  ASSERT_EQ(series.size(), 5U) << "two pairs, streaming and isolated";
  EXPECT_EQ(series[0].launches.front().front(), 2);
  EXPECT_EQ(series[4].condition.section, "pairs");
  EXPECT_EQ(series[4].condition.setting, fmt::format("one L3 ({}+{}), isolated", here, here));
  EXPECT_EQ(series[4].launches.size(), 2U);
  EXPECT_EQ(series[4].trouble, "");
}

std::size_t windowed_items(const TalkPlan& plan, const CrewPoint& point) {
  return static_cast<std::size_t>(std::ranges::count(items_for(plan, point, 1 << 30).fitting,
                                                     workloads::Cadence::windowed, &workloads::TalkItem::cadence));
}

TEST(Talking, GivesASeriesForEachItem) {
  const WorkloadRegistry all = registry();
  TalkPlan plan = talk_plan();
  plan.points = {point_of(CrewKind::threads, 2), point_of(CrewKind::fork, 2)};
  const auto series = measure_talking(
      plan, [&](const auto& options) { return make_crew(options, all); }, [](const auto&, double) {});
  std::size_t expected = 0;
  for (const CrewPoint& point : plan.points) expected += items_for(plan, point, 1 << 30).fitting.size();
  std::size_t of_talk = 0;
  for (const Series& one : series) {
    if (one.condition.section != "talk") continue;
    ++of_talk;
    EXPECT_EQ(one.launches.size(), 2U);
    EXPECT_EQ(one.warm_up, 8U);
    // On a busy machine workers may begin all windows too late.
    if (one.condition.setting == "windowed") continue;
    EXPECT_EQ(one.trouble, "");
    for (const auto& launch : counted(one)) EXPECT_GE(launch.size(), 6U);
  }
  EXPECT_EQ(of_talk, expected);
  for (const char* quantity : {"stated error", "offset", "tolerated lateness", "windows begun late"}) {
    for (const CrewPoint& point : plan.points) {
      const auto found = std::ranges::find(series, condition_of(point, "clock", quantity), &Series::condition);
      ASSERT_NE(found, series.end()) << quantity;
      ASSERT_EQ(found->launches.size(), 2U);
      EXPECT_EQ(found->launches.front().size(), windowed_items(plan, point)) << quantity;
    }
  }
}

TEST(Attempt, TellsWhatWentWrong) {
  EXPECT_EQ(attempt(std::chrono::seconds(5), [] {}), "");
  EXPECT_EQ(attempt(std::chrono::seconds(5), [] { throw Error("no luck"); }), "no luck");
}

}  // namespace
}  // namespace breakeven::overhead
