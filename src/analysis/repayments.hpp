// How many jobs a crew that is kept must do until it has repaid its start.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/cost_models.hpp"
#include "analysis/judged_crews.hpp"
#include "breakeven/break_even.hpp"

namespace breakeven::analysis {

struct CrewRepayment {
  CrewOf crew;
  std::uint64_t size = 0;
  Repayment repayment;
};

/// Of the crews that are told, at each size they were measured at, against serial: where both have a cost model, and
/// starting takes time.
std::vector<CrewRepayment> repayments(const Group& group, const StudySummary& summary,
                                      std::span<const JudgedCrew> crews, std::span<const CurveCost> costs);

}  // namespace breakeven::analysis
