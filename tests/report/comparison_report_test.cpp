#include "report/comparison_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/example_trials.hpp"

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;
using test::example_trial;
using ::testing::HasSubstr;
using ::testing::Not;

measure::ComparisonResult example(int repetitions) {
  measure::ComparisonResult result;
  for (int i = 0; i < repetitions; ++i) {
    result.trials.push_back(example_trial(CrewKind::threads, 2, 0ns, 500ms + i * 1ms));
    result.trials.push_back(example_trial(CrewKind::serial, 1, 0ns, 1s + i * 1ms));
  }
  return result;
}

measure::ComparisonPlan plan_of(int repetitions) {
  measure::ComparisonPlan plan;
  plan.repetitions = repetitions;
  return plan;
}

TEST(ComparisonReport, MediansIntervalsAndTheFastest) {
  const std::string text = render_comparison(example(7), plan_of(7), Appearance{});
  EXPECT_THAT(text, HasSubstr("503 ms  500 ms - 506 ms  503 ms  20.0 us"));
  EXPECT_THAT(text, HasSubstr("1.99x       100 %  <- fastest"));
  EXPECT_THAT(text, HasSubstr("All 14 answers are the same: digest 000000000000002a."));
  EXPECT_THAT(text, Not(HasSubstr("failed")));
}

TEST(ComparisonReport, FewRepetitionsHaveNoInterval) {
  const std::string text = render_comparison(example(3), plan_of(3), Appearance{});
  EXPECT_THAT(text, HasSubstr("501 ms              -  501 ms"));
  EXPECT_THAT(text, HasSubstr("Intervals need at least 6 repetitions"));
}

TEST(ComparisonReport, FailuresAreShownWithTheirReason) {
  auto result = example(7);
  result.trials[0].status = TrialStatus::failed;
  result.trials[0].message = "worker 1 (pid 7) was killed";
  result.trials[0].answer = {};
  const std::string text = render_comparison(result, plan_of(7), Appearance{});
  EXPECT_THAT(text, HasSubstr("1 failed"));
  EXPECT_THAT(text, HasSubstr("Failed: 2 threads: worker 1 (pid 7) was killed"));
  EXPECT_THAT(text, HasSubstr("All 13 answers are the same"));
}

TEST(ComparisonReport, DifferentAnswersAreCriedOut) {
  auto result = example(7);
  result.trials[3].answer.digest = 1;
  result.trials[3].status = TrialStatus::failed;
  EXPECT_THAT(render_comparison(result, plan_of(7), Appearance{}),
              HasSubstr("ANSWERS DIFFER: 2 digests in 14 answers."));
}

TEST(ComparisonReport, StartAndStopOfKeptCrewsStandApart) {
  auto result = example(7);
  auto plan = plan_of(7);
  plan.keep = true;
  CrewOptions threads;
  threads.kind = CrewKind::threads;
  threads.workers = 2;
  plan.points = {threads};
  result.kept_crews = {{0, 77us, 33us}};
  const std::string text = render_comparison(result, plan, Appearance{});
  EXPECT_THAT(text, HasSubstr("start once"));
  EXPECT_THAT(text, HasSubstr("77.0 us    33.0 us"));
}

}  // namespace
}  // namespace breakeven::report
