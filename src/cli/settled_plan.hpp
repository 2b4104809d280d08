// Which plan a run of a study follows: the study may have one already, and was perhaps begun on another machine.
#pragma once

#include <optional>
#include <string>

#include "plan/plan.hpp"
#include "study/study_file.hpp"

namespace breakeven::cli {

/// What to do when a study follows another plan than the one it is to follow now.
enum class PlanChanged : unsigned char { refuse, extend, replace };
PlanChanged parse_plan_changed(const std::string& text);

struct SettledPlan {
  plan::Plan plan;
  std::string note;  ///< one line that the user should know of; empty: nothing
};

/// `wanted` was read by `here`; nothing: the study's own. `study` is the name of the file for messages. Throws
/// UsageError, which says what to do, when there is no plan to follow or there are two.
SettledPlan settle_plan(std::optional<plan::Plan> wanted, const study::StudyContent& content,
                        const plan::Surroundings& here, PlanChanged changed, const std::string& study);

}  // namespace breakeven::cli
