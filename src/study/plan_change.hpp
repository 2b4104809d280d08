// How the plan that a study has differs from one that it is now to follow.
#pragma once

#include <span>
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

/// A study keeps its points wherever it is run, also where its plan says others, of other processors and memory. `here`
/// is its plan as this machine has it, `points` are those of the study. Returned is `here` with the latter: those that
/// it lacks are skipped. Points that are new come in only if the study is to `grow`.
plan::Plan keep_points(plan::Plan here, std::span<const plan::Point> points, bool grow);

/// The same ones in the same order, skipped for the same reasons.
bool same_points(std::span<const plan::Point> some, std::span<const plan::Point> others);

}  // namespace breakeven::study
