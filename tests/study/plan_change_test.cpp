#include "study/plan_change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "study/plans.hpp"

namespace breakeven::study {
namespace {

using test::plan_of;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(PlanChange, TitlesTextsOrderAndSkipsMakeNoDifference) {
  const plan::Plan before = plan_of(3);
  plan::Plan after = before;
  after.title = "another";
  after.text = "# a comment";
  after.points[0].skipped = "too many workers for this machine";
  std::ranges::reverse(after.points);
  EXPECT_TRUE(compare_plans(before, after).none());
}

TEST(PlanChange, PointsThatCameAndWentAreNamed) {
  plan::Plan after = plan_of(5);
  after.points.erase(after.points.begin());
  const PlanChange change = compare_plans(plan_of(3), after);
  EXPECT_EQ(change.added.size(), 2U);
  EXPECT_EQ(change.removed.size(), 1U);
  EXPECT_FALSE(change.none());
  EXPECT_THAT(describe(change), AllOf(HasSubstr("2 points more (first: "), HasSubstr("workers=4"),
                                      HasSubstr("1 point fewer (first: "), HasSubstr("workers=1")));
}

TEST(PlanChange, RulesAreNamedWithBothValues) {
  plan::Plan after = plan_of(1);
  after.rules.launches = 10;
  after.rules.precision = 0.05;
  after.rules.timeout = std::chrono::minutes(2);
  after.launcher = "srun";
  EXPECT_EQ(describe(compare_plans(plan_of(1), after)),
            "launches 7 -> 10, precision none -> 0.05, timeout 10m -> 2m, launcher '' -> 'srun'");
}

}  // namespace
}  // namespace breakeven::study
