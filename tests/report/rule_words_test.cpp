#include "report/rule_words.hpp"

#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

using analysis::Rule;
using analysis::RuleVerdict;

TEST(RuleWords, KeptAndWaivedWithTheReason) {
  const std::vector<RuleVerdict> verdicts{
      {Rule::base_named}, {Rule::intervals, false, 3, 12}, {Rule::phases_add_up}, {Rule::noise_floor_known, false}};
  EXPECT_EQ(rules_in_words(verdicts),
            "Rules kept: a named base of speed-ups; phases that add up.\n"
            "Rules waived: medians with intervals (3 of 12 points have fewer than 6 launches); a noise floor (no point "
            "was measured twice).\n");
}

TEST(RuleWords, NoLineForNone) {
  EXPECT_EQ(rules_in_words({}), "");
  EXPECT_EQ(rules_in_words({{Rule::every_point_told, false, 1, 6}}),
            "Rules waived: every planned point told (1 of 6 points not run yet).\n");
}

TEST(RuleWords, EachRuleHasANameAndAReason) {
  for (const Rule rule : analysis::all_rules) {
    EXPECT_FALSE(rule_in_words(rule).empty());
    EXPECT_EQ(waiver_in_words({rule, true}), "");
    EXPECT_FALSE(waiver_in_words({rule, false, 1, 2}).empty());
  }
}

TEST(RuleWords, NothingMeasuredIsAReason) {
  EXPECT_EQ(waiver_in_words({Rule::intervals, false, 0, 0}), "nothing was measured");
}

}  // namespace
}  // namespace breakeven::report
