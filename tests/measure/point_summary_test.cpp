#include "measure/point_summary.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>

namespace breakeven::measure {
namespace {

using namespace std::chrono_literals;

void add(std::vector<Trial>& trials, CrewKind kind, int workers, std::vector<Duration> walls) {
  for (const Duration wall : walls) {
    Trial trial;
    trial.kind = kind;
    trial.workers = workers;
    trial.wall = wall;
    trial.phases[Phase::work] = wall / 2;
    trials.push_back(trial);
  }
}

TEST(PointSummary, MediansAndRatiosOfMedians) {
  std::vector<Trial> trials;
  add(trials, CrewKind::threads, 2, {3s, 1s, 2s});
  add(trials, CrewKind::serial, 1, {30s, 3s, 4s});
  const auto points = summarise_points(trials);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].kind, CrewKind::serial);
  EXPECT_DOUBLE_EQ(points[0].total.median, 4);
  EXPECT_DOUBLE_EQ(points[1].total.median, 2);
  EXPECT_DOUBLE_EQ(points[1].median_work, 1);
  EXPECT_DOUBLE_EQ(points[1].speed_up.value(), 2);
  EXPECT_DOUBLE_EQ(points[1].efficiency.value(), 1);
  EXPECT_TRUE(points[1].fastest);
  EXPECT_FALSE(points[0].fastest);
}

TEST(PointSummary, FailedTrialsAreCountedAndLeftOutOfMedians) {
  std::vector<Trial> trials;
  add(trials, CrewKind::fork, 2, {1s, 9s});
  trials[1].status = TrialStatus::failed;
  trials[1].message = "why";
  add(trials, CrewKind::mpi, 2, {5s});
  trials[2].status = TrialStatus::failed;
  const auto points = summarise_points(trials);
  EXPECT_DOUBLE_EQ(points[0].total.median, 1);
  EXPECT_EQ(points[0].failures, 1);
  EXPECT_EQ(points[0].first_failure, "why");
  EXPECT_FALSE(points[0].speed_up.has_value()) << "no serial trial to compare with";
  EXPECT_EQ(points[1].total.count, 0U);
  EXPECT_FALSE(points[1].fastest);
}

TEST(PointSummary, LikeTheFastestIsWhatMayDifferFromItByNothing) {
  std::vector<Trial> trials;
  add(trials, CrewKind::threads, 2, {10s, 11s, 12s, 13s, 14s, 15s});
  add(trials, CrewKind::fork, 2, {11s, 12s, 13s, 14s, 15s, 16s});
  add(trials, CrewKind::spawn, 2, {14500ms, 15s, 16s, 17s, 18s, 19s});
  const auto points = summarise_points(trials);
  EXPECT_TRUE(points[0].fastest);
  EXPECT_TRUE(points[1].like_fastest);
  EXPECT_FALSE(points[2].like_fastest) << "though their intervals overlap, by half a second";
}

TEST(PointSummary, FourTimesEachAreEnoughToBeToldApart) {
  std::vector<Trial> trials;
  add(trials, CrewKind::threads, 2, {10s, 11s, 12s, 13s});
  add(trials, CrewKind::fork, 2, {12s, 13s, 14s, 15s});
  add(trials, CrewKind::spawn, 2, {14s, 15s, 16s, 17s});
  add(trials, CrewKind::mpi, 2, {30s, 31s, 32s});
  const auto points = summarise_points(trials);
  EXPECT_TRUE(points[0].fastest);
  EXPECT_TRUE(points[1].like_fastest);
  EXPECT_FALSE(points[2].like_fastest) << "as clear as 2 of 70 orders";
  EXPECT_TRUE(points[3].like_fastest) << "one of the 35 orders of 3 and 4 is no evidence at 5 %, both sides counted";
}

TEST(PointSummary, WarmUpAndInterruptedTrialsDoNotCount) {
  std::vector<Trial> trials;
  add(trials, CrewKind::mpi, 2, {1s, 2s, 30s, 40s});
  trials[2].warm_up = true;
  trials[3].status = TrialStatus::interrupted;
  const auto points = summarise_points(trials);
  EXPECT_EQ(points[0].total.count, 2U);
  EXPECT_DOUBLE_EQ(points[0].total.maximum, 2);
  EXPECT_EQ(points[0].failures, 0);
}

PointSummary with_median(double median, int workers = 1) {
  PointSummary point;
  point.workers = workers;
  point.total = summarise(std::array{median, median, median, median, median, median});
  point.launches.assign(point.total.count, {median});
  return point;
}

TEST(PointSummary, ABaseWithLessWorkCountsByItsWorkPerSecond) {
  PointSummary point = with_median(2.5, 4);
  compare_with_base(point, with_median(2), 4);
  EXPECT_DOUBLE_EQ(point.speed_up.value(), 3.2);
  EXPECT_DOUBLE_EQ(point.efficiency.value(), 0.8);
}

TEST(PointSummary, DifferencesBelowTheNoiseFloorAreNone) {
  PointSummary fastest = with_median(1);
  PointSummary near = with_median(1.04);
  PointSummary far = with_median(1.06);
  const std::array points{&far, &fastest, &near};
  mark_fastest(points, 0.05);
  EXPECT_TRUE(fastest.fastest);
  EXPECT_TRUE(near.like_fastest);
  EXPECT_FALSE(far.like_fastest);
}

TEST(PointSummary, NothingIsTheFastestWithoutARivalThatHasTimes) {
  PointSummary only = with_median(1);
  PointSummary failed;
  failed.failures = 3;
  const std::array points{&only, &failed};
  mark_fastest(points);
  EXPECT_FALSE(only.fastest);
  EXPECT_FALSE(failed.like_fastest);
}

}  // namespace
}  // namespace breakeven::measure
