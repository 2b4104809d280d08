#include "analysis/matched_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/example_study.hpp"

namespace breakeven::analysis {
namespace {

using test::add_measured;
using test::example_point;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

auto pair_of(std::size_t before, std::size_t after) {
  return ::testing::AllOf(::testing::Field(&RowPair::before, before), ::testing::Field(&RowPair::after, after));
}
auto lone(std::size_t row, std::optional<std::size_t> other = {}) {
  return ::testing::AllOf(::testing::Field(&LoneRow::row, row), ::testing::Field(&LoneRow::other, other));
}

/// The summary points into the content.
struct Study {
  explicit Study(const std::vector<plan::Point>& points) {
    for (const plan::Point& point : points) add_measured(content, point, 100ms);
  }
  StudySummary summary() const { return summarise_study(content); }
  study::StudyContent content;
};

const plan::Point two = example_point(CrewKind::threads, 2, 1000);
const plan::Point three_threads = example_point(CrewKind::threads, 3, 1000);
const plan::Point large = example_point(CrewKind::threads, 2, 5000);

TEST(MatchedPoints, ByWhatTheyAreNotByTheirPlace) {
  const Study before({two, three_threads, large});
  plan::Point pipe = example_point(CrewKind::fork, 2, 1000);
  pipe.share = Share::pipe;
  const Study after({large, pipe, two});
  const auto points = match_points(before.summary(), after.summary());
  EXPECT_THAT(points.pairs, ElementsAre(pair_of(2, 0), pair_of(0, 2)));
  EXPECT_THAT(points.only_before, ElementsAre(lone(1)));
  EXPECT_THAT(points.only_after, ElementsAre(lone(1)));
}

TEST(MatchedPoints, RatherOfTheSamePartThanOfAnother) {
  const plan::Point elsewhere = example_point(CrewKind::threads, 2, 1000, "Other");
  const Study before({two, elsewhere});
  const auto swapped = match_points(before.summary(), Study({elsewhere, two}).summary());
  EXPECT_THAT(swapped.pairs, ElementsAre(pair_of(1, 0), pair_of(0, 1)));
  const Study renamed({example_point(CrewKind::threads, 2, 1000, "New title")});
  EXPECT_THAT(match_points(before.summary(), renamed.summary()).pairs, ElementsAre(pair_of(0, 0)));
}

TEST(MatchedPoints, AStudyAndARecordByWhatWorkloadsSaid) {
  Study study({two, three_threads});
  study.content.points.clear();
  plan::Point shorter = two;
  shorter.parameters = {{"n", "1e3"}};  // the same, in other words and with a default
  study.content.points = {shorter};
  for (Trial& trial : study.content.trials) trial.point_id = trial.workers == 2 ? shorter.id() : "";
  Study record({two, three_threads});
  record.content.points.clear();
  record.content.launches.clear();
  for (Trial& trial : record.content.trials) trial.point_id = trial.launch_id = "";
  const auto points = match_points(study.summary(), record.summary());
  EXPECT_THAT(points.pairs, ElementsAre(pair_of(0, 0), pair_of(1, 1)));
  EXPECT_THAT(points.only_before, IsEmpty());
}

TEST(MatchedPoints, ControlsAreNotCompared) {
  EXPECT_EQ(match_points(summarise_study(test::example_study()), summarise_study(test::example_study())).pairs.size(),
            3U);
}

TEST(MatchedPoints, WhatFailedOrWasNotRunInOneHasItsOtherNamed) {
  Study after({two, three_threads});
  for (Trial& trial : after.content.trials) {
    if (trial.workers == 3) trial.status = TrialStatus::failed;
  }
  const auto points = match_points(Study({three_threads, two}).summary(), after.summary());
  EXPECT_THAT(points.pairs, ElementsAre(pair_of(1, 0)));
  EXPECT_THAT(points.only_before, ElementsAre(lone(0, 1)));
  EXPECT_THAT(points.only_after, IsEmpty());
}

TEST(MatchedPoints, TimesWithAndWithoutStartAreNotCompared) {
  Study kept({two, three_threads});
  for (Trial& trial : kept.content.trials) trial.kept_crew = trial.workers == 2;
  const auto points = match_points(Study({two, three_threads}).summary(), kept.summary());
  EXPECT_THAT(points.pairs, ElementsAre(pair_of(1, 1)));
  EXPECT_THAT(points.only_before, ElementsAre(lone(0, 0)));
  EXPECT_THAT(points.only_after, ElementsAre(lone(0, 0)));
}

}  // namespace
}  // namespace breakeven::analysis
