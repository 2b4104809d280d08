// Cost models of a study: T(p, n) = start + work + talk + rest for each way to have workers (breakeven/cost_model.hpp).
//
// A way that was measured with 3 numbers of workers or more gets one model of all of them. Where it has fewer, or where
// that model is refused, each number that is asked for gets one of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analysis/judged_crews.hpp"
#include "breakeven/cost_model.hpp"

namespace breakeven::analysis {

/// Of all intervals of models and break-even points; many resamples more would move their ends by little.
inline constexpr Bootstrap model_bootstrap{.confidence = 0.95, .resamples = 1000, .seed = 1};

struct CurveCost {
  std::size_t curve = 0;         ///< of the group
  std::optional<int> workers{};  ///< of that number alone; nothing: of all numbers that were measured
  bool kept = false;             ///< crews were kept: their start is in the model, and in no trial's whole time
  Fitted<CostModel> model;
};

/// Of serial and of the ways of `crews`, curve by curve. The law of the work that serial follows is that of all
/// whom it describes. Launches count as independent: a study runs its points in an order shuffled anew in each round,
/// so that launch i of two points lie minutes apart, and what disturbed one need not have disturbed the other.
std::vector<CurveCost> cost_models(const Group& group, const StudySummary& summary, std::span<const JudgedCrew> crews);

/// The one that tells of that crew: of all numbers of workers before that of one. Null when all were refused.
const CurveCost* cost_of(const CrewOf& crew, std::span<const CurveCost> costs);

/// As trials' whole times are: without the start of a kept crew.
CostModel as_measured(const CurveCost& cost);

}  // namespace breakeven::analysis
