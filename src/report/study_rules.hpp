// Which rules of good measurement a study has kept, as far as its file tells.
//
// After Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems (SC'15), and Hunold & Carpen-Amarie,
// Reproducible MPI Benchmarking Is Still Not As Easy As You Think (TPDS 2016).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/study_summary.hpp"

namespace breakeven::report {

struct RuleVerdict {
  std::string_view rule;
  std::string waived;  ///< why; empty: it was kept
};

std::vector<RuleVerdict> judge_rules(const StudySummary& summary);

/// "Rules kept: ..." and "Rules waived: RULE (why); ...", a line each unless there are none.
std::string rules_in_words(const std::vector<RuleVerdict>& verdicts);

}  // namespace breakeven::report
