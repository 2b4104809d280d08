#include "report/study_progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "analysis/example_study.hpp"

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Serial and 2 threads, 2 launches each; the first has been measured, 2 s a launch.
plan::Plan two_points() {
  plan::Plan plan;
  plan.rules.launches = 2;
  plan.points = {test::example_point(CrewKind::serial, 1, 1000), test::example_point(CrewKind::threads, 2, 1000)};
  return plan;
}

void measure_first_point(study::Schedule& schedule) {
  const plan::Point& point = schedule.plan().points[0];
  for (int launch = 0; launch < 2; ++launch) {
    schedule.add(test::example_trial_of(point, point.id(), launch, 2s));
  }
}

TEST(StudyProgressLine, SaysWhatIsDoneWhatIsLeftAndWhatIsOn) {
  const plan::Plan plan = two_points();
  study::Schedule schedule(plan);
  measure_first_point(schedule);
  EXPECT_EQ(progress_line(schedule, {1, 0}), "2 of 4 launches done, 4.00 s left; pi, n = 1e3, 2 threads, launch 1");
  schedule.add(test::example_trial_of(plan.points[1], plan.points[1].id(), 0, 3s));
  EXPECT_EQ(progress_line(schedule, {1, 1}),
            "3 of 4 launches done, 3.00 s left; pi, n = 1e3, 2 threads: 3.00 s, launch 2");
}

TEST(StudyProgressLine, CountsWarmUpAndNotFailures) {
  plan::Plan plan = two_points();
  plan.rules.warm_up = 1;
  study::Schedule schedule(plan);
  Trial trial = test::example_trial_of(plan.points[0], plan.points[0].id(), 0, 1s);
  trial.warm_up = true;
  schedule.add(trial);
  trial.status = TrialStatus::failed;
  trial.warm_up = false;
  schedule.add(trial);
  EXPECT_THAT(progress_line(schedule, {1, 0}), HasSubstr("1 of 6 launches done"));
}

TEST(StudyProgressLine, PointsThatAreNotSelectedDoNotCount) {
  const plan::Plan plan = two_points();
  study::Schedule schedule(plan, [](const plan::Point& point) { return point.kind == CrewKind::threads; });
  measure_first_point(schedule);
  EXPECT_THAT(progress_line(schedule, {1, 0}), HasSubstr("0 of 2 launches done"));
}

TEST(StudyPoints, ATwinIsToldFromThePointThatItRepeats) {
  plan::Plan plan = two_points();
  plan.points[1] = plan.points[0];
  plan.points[1].role = plan::Role::twin;
  const study::Schedule schedule(plan);
  const std::string table = render_points(plan, schedule.progress(), Appearance{});
  EXPECT_THAT(table, ::testing::ContainsRegex("serial  [^\n]*\n[^\n]*serial \\(twin\\)"));
}

TEST(StudyTotals, SkippedPointsAreNotToBeDone) {
  plan::Plan plan = two_points();
  plan.points[1].skipped = "no room";
  study::Schedule schedule(plan);
  measure_first_point(schedule);
  EXPECT_EQ(describe(totals_of(schedule.progress())), "1 of 1 points done, 1 skipped; 2 trials");
}

TEST(StudyTotals, FailedPointsAreDoneAndCounted) {
  plan::Plan plan = two_points();
  plan.rules.max_failures = 1;
  study::Schedule schedule(plan);
  Trial trial = test::example_trial_of(plan.points[1], plan.points[1].id(), 0, 1s);
  trial.status = TrialStatus::failed;
  trial.message = "it exploded";
  schedule.add(trial);
  EXPECT_EQ(describe(totals_of(schedule.progress())), "1 of 2 points done (1 failed); 0 trials, 1 failures");
  EXPECT_THAT(render_points(plan, schedule.progress(), Appearance{}),
              AllOf(HasSubstr("failed"), HasSubstr("1 failed, last: it exploded"), HasSubstr("pending")));
}

TEST(PointsTable, SaysHowPrecisePointsAre) {
  const plan::Plan plan = two_points();
  study::Schedule schedule(plan);
  measure_first_point(schedule);
  EXPECT_THAT(render_points(plan, schedule.progress(), Appearance{}),
              AllOf(HasSubstr("done, by launches"), HasSubstr("2.00 s"), Not(HasSubstr("failed"))));
}

}  // namespace
}  // namespace breakeven::report
