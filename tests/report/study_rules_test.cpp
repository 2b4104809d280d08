#include "report/study_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "report/example_study.hpp"

namespace breakeven::report {
namespace {

using test::example_point;
using test::example_study;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

/// What is waived of the example after `change`.
std::string waived_after(const std::function<void(study::StudyContent&)>& change) {
  study::StudyContent study = example_study();
  change(study);
  std::string waived;
  for (const RuleVerdict& verdict : judge_rules(summarise_study(study))) {
    if (!verdict.waived.empty()) waived += std::string(verdict.rule) + ": " + verdict.waived + ";";
  }
  return waived;
}

TEST(StudyRules, AllAreKept) {
  EXPECT_EQ(waived_after([](auto&) {}), "");
  const std::string words = rules_in_words(judge_rules(summarise_study(example_study())));
  EXPECT_THAT(words, HasSubstr("Rules kept: a named base of speed-ups; "));
  EXPECT_THAT(words, Not(HasSubstr("waived")));
}

TEST(StudyRules, EachIsWaivedForAReason) {
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin());
              study.trials.erase(study.trials.begin(), study.trials.begin() + 7);
            }),
            "a named base of speed-ups: 3 of 4 points have none;");
  EXPECT_EQ(waived_after([](auto& study) { study.points.push_back(example_point(CrewKind::mpi, 2, 1000)); }),
            "every planned point told: 1 of 6 points not run yet;");
  EXPECT_EQ(waived_after([](auto& study) { study.trials.erase(study.trials.begin(), study.trials.begin() + 2); }),
            "medians with intervals: 1 of 5 points have fewer than 6 trials;");
  EXPECT_EQ(waived_after([](auto& study) {
              for (int i = 0; i < 7; ++i) {
                Trial& trial = study.trials[static_cast<std::size_t>(i)];
                trial.launch = 0;
                trial.repetition = i;
              }
            }),
            "several launches of each point: 1 of 5 points have one;");
  EXPECT_EQ(waived_after([](auto& study) {
              for (study::Launch& launch : study.launches) launch.environment.clock_reading_seconds = 0;
            }),
            "the clock's cost known: it was not measured;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.pop_back();
              study.trials.resize(28);
            }),
            "own overhead measured: no workload that does nothing was run;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin() + 3);
              study.trials.erase(study.trials.begin() + 21, study.trials.begin() + 28);
            }),
            "a noise floor: no point was measured twice;");
  EXPECT_EQ(waived_after([](auto& study) { study.trials[0].other = 200ms; }),
            "phases that add up: 1 of 35 trials leave more than 2 % unexplained;");
  EXPECT_EQ(waived_after([](auto& study) { study.launches.erase(study.launches.begin()); }),
            "the environment of every launch: 1 of 35 trials have none;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin() + 2);
              study.trials.erase(study.trials.begin() + 14, study.trials.begin() + 21);
            }),
            "counts of workers that are no powers of two: all numbers of workers are;");
}

}  // namespace
}  // namespace breakeven::report
