// The rules of good measurement and what a study made of them, for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/study_rules.hpp"

namespace breakeven::report {

/// "medians with intervals"
std::string_view rule_in_words(analysis::Rule rule);

/// Why it was waived: "3 of 12 points have fewer than 6 launches". Empty when it was kept.
std::string waiver_in_words(const analysis::RuleVerdict& verdict);

/// "Rules kept: ..." and "Rules waived: RULE (why); ...", a line each unless there are none.
std::string rules_in_words(const std::vector<analysis::RuleVerdict>& verdicts);

}  // namespace breakeven::report
