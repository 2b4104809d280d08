// How the plan that a study has differs from one that it is now to follow.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace breakeven::study {

struct PlanChange {
  std::vector<std::string> added;    ///< identities of points that are new
  std::vector<std::string> removed;  ///< ... that are no longer there
  std::vector<std::string> rules;    ///< "launches 7 -> 10"

  bool none() const noexcept { return added.empty() && removed.empty() && rules.empty(); }
};

/// Titles, comments and the order of points make no difference, nor does why a point is skipped.
PlanChange compare_plans(const plan::Plan& before, const plan::Plan& after);

/// "3 points more (first: ...), 2 points fewer (first: ...), launches 7 -> 10".
std::string describe(const PlanChange& change);

}  // namespace breakeven::study
