// From which size on each crew pays: against its base, and against the way that starts more cheaply.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/cost_models.hpp"
#include "analysis/judged_crews.hpp"
#include "breakeven/break_even.hpp"

namespace breakeven::analysis {

/// N* of a crew against a rival, found twice (breakeven/break_even.hpp). Whole times, without the start of kept crews.
struct CrewBreakEven {
  CrewOf crew;
  CrewOf rival;
  bool against_base = true;  ///< else the rival is another way with as many workers
  bool told = false;         ///< see JudgedCrew
  bool kept = false;         ///< the crew was kept while it was measured: its start is not in its times
  Fitted<BreakEven> measured;
  Fitted<BreakEven> modelled;
};

enum class AnsweredBy : std::uint8_t { measurement, model, nothing };

/// What was measured is the answer wherever it decides, and the model its check, for it believes nothing; where it does
/// not decide, the model answers if it does. Where neither does, what was measured says between which sizes it lies.
AnsweredBy answered_by(const CrewBreakEven& point);
/// Null when nothing answers.
const BreakEven* answer_of(const CrewBreakEven& point);
/// Whether the intervals of both overlap; nothing when one of them is missing.
std::optional<bool> agree(const CrewBreakEven& point);

/// Each crew against its base, if it has one. Then, of crews with the same number of workers, each against the one with
/// the next shorter start. O(crews (sizes + resamples)), about 10 ms a crew.
std::vector<CrewBreakEven> break_evens(const Group& group, const StudySummary& summary,
                                       std::span<const JudgedCrew> crews, std::span<const CurveCost> costs);

}  // namespace breakeven::analysis
