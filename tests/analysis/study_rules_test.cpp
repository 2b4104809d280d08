#include "analysis/study_rules.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "analysis/example_study.hpp"

namespace breakeven::analysis {
namespace {

using test::example_point;
using test::example_study;
using namespace std::chrono_literals;

/// What is waived of the example after `change`.
std::string waived_after(const std::function<void(study::StudyContent&)>& change) {
  study::StudyContent study = example_study();
  change(study);
  std::string waived;
  for (const RuleVerdict& verdict : judge_rules(summarise_study(study))) {
    if (verdict.kept) continue;
    waived += to_string(verdict.rule);
    if (verdict.of > 0) waived += fmt::format(" {}/{}", verdict.exceptions, verdict.of);
    waived += ';';
  }
  return waived;
}

TEST(StudyRules, AllAreKept) {
  EXPECT_EQ(waived_after([](auto&) {}), "");
}

TEST(StudyRules, ThereIsAVerdictForEach) {
  const auto verdicts = judge_rules(summarise_study(example_study()));
  ASSERT_EQ(verdicts.size(), all_rules.size());
  for (std::size_t i = 0; i < all_rules.size(); ++i) EXPECT_EQ(verdicts[i].rule, all_rules[i]);
}

TEST(StudyRules, EachIsBrokenBySomething) {
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin());
              study.trials.erase(study.trials.begin(), study.trials.begin() + 7);
            }),
            "base_named 3/4;");
  EXPECT_EQ(waived_after([](auto& study) { study.points.push_back(example_point(CrewKind::mpi, 2, 1000)); }),
            "every_point_told 1/6;");
  EXPECT_EQ(waived_after([](auto& study) { study.trials.erase(study.trials.begin(), study.trials.begin() + 2); }),
            "intervals 1/5;");
  EXPECT_EQ(waived_after([](auto& study) {
              for (int i = 0; i < 7; ++i) {
                Trial& trial = study.trials[static_cast<std::size_t>(i)];
                trial.launch = 0;
                trial.repetition = i;
              }
            }),
            "several_launches 1/5;");
  EXPECT_EQ(waived_after([](auto& study) {
              for (study::Launch& launch : study.launches) launch.environment.clock_reading_seconds = 0;
            }),
            "clock_cost_known;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.pop_back();
              study.trials.resize(28);
            }),
            "own_overhead_measured;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin() + 3);
              study.trials.erase(study.trials.begin() + 21, study.trials.begin() + 28);
            }),
            "noise_floor_known;");
  EXPECT_EQ(waived_after([](auto& study) { study.trials[0].other = 200ms; }), "phases_add_up 1/35;");
  EXPECT_EQ(waived_after([](auto& study) { study.launches.erase(study.launches.begin()); }), "environment_kept 1/35;");
  EXPECT_EQ(waived_after([](auto& study) {
              study.points.erase(study.points.begin() + 2);
              study.trials.erase(study.trials.begin() + 14, study.trials.begin() + 21);
            }),
            "other_counts_than_powers_of_two;");
}

TEST(StudyRules, NothingMeasuredKeepsNone) {
  EXPECT_EQ(waived_after([](auto& study) {
              study.trials.clear();
              study.launches.clear();
            }),
            "base_named;every_point_told 5/5;intervals;several_launches;clock_cost_known;own_overhead_measured;"
            "noise_floor_known;phases_add_up;environment_kept;other_counts_than_powers_of_two;");
}

}  // namespace
}  // namespace breakeven::analysis
