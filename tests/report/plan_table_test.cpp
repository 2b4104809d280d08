#include "report/plan_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace breakeven::report {
namespace {

using ::testing::HasSubstr;
using Seconds = std::chrono::duration<double>;

plan::Plan plan_with(std::size_t points) {
  plan::Plan plan;
  plan.points.resize(points);
  plan.rules.launches = 10;
  plan.rules.warm_up = 2;
  return plan;
}

TEST(PlanTable, AddsUpWhatLaunchesAreEstimatedToTake) {
  const std::string text = render_plan(plan_with(3), {Seconds(10), std::nullopt, Seconds(20)}, Appearance{});
  EXPECT_THAT(text, HasSubstr("about 360 s in all, and 1 point that could not be estimated"));
}

TEST(PlanTable, EstimatesMayBeLongerThanAnyoneWaits) {
  const double thousand_years = 1000 * 365.25 * 86400;
  const std::string text = render_plan(plan_with(2), {Seconds(thousand_years), Seconds(thousand_years)}, Appearance{});
  EXPECT_THAT(text, HasSubstr("8766000 h"));
  EXPECT_THAT(text, HasSubstr("about 210384000 h in all"));
}

}  // namespace
}  // namespace breakeven::report
