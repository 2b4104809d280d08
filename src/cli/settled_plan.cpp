#include "cli/settled_plan.hpp"

#include <fmt/format.h>

#include <utility>

#include "breakeven/error.hpp"
#include "study/plan_change.hpp"
#include "study/plan_union.hpp"

namespace breakeven::cli {
namespace {

void require_permission(const study::PlanChange& change, PlanChanged changed, const std::string& study) {
  if (changed == PlanChanged::refuse) {
    throw UsageError(
        fmt::format("{} follows another plan: this one has {}. --plan-changed=extend goes on with this one if it has "
                    "all points of the other; --plan-changed=replace in any case, keeping trials of points that are "
                    "not in it; or write to another file",
                    study, study::describe(change)));
  }
  if (change.removed.empty()) return;
  throw UsageError(fmt::format(
      "--plan-changed=extend: this plan lacks points of the one that {} follows: it has {}; --plan-changed=replace "
      "goes on without them, keeping their trials",
      study, study::describe(change)));
}

plan::Plan read_stored_plan(const study::StudyContent& content, const plan::Surroundings& here,
                            const std::string& study) {
  if (study::is_union_of_plans(content.plan_text)) {
    throw UsageError(
        fmt::format("{} was merged from studies of different plans, so that it has none to go on with: run those "
                    "studies and merge them again, or name a plan and --plan-changed=replace",
                    study));
  }
  return plan::read_plan(content.plan_text, fmt::format("the plan in {}", study), here);
}

std::string note_on(const study::PlanChange& change, const plan::Surroundings& here, bool grow,
                    const std::string& study) {
  if (change.none()) return {};
  return fmt::format("the plan of {} gives other points on this machine of {} processors: {}. {}", study,
                     here.processors, study::describe(change),
                     grow ? "It has all of them now, and skips here what is not for this machine"
                          : "It keeps those that it has, and skips here what is not for this machine; "
                            "--plan-changed=extend adds the others");
}

}  // namespace

PlanChanged parse_plan_changed(const std::string& text) {
  if (text == "extend") return PlanChanged::extend;
  if (text == "replace") return PlanChanged::replace;
  throw UsageError(fmt::format("'{}' is neither extend nor replace", text));
}

SettledPlan settle_plan(std::optional<plan::Plan> wanted, const study::StudyContent& content,
                        const plan::Surroundings& here, PlanChanged changed, const std::string& study) {
  if (content.plan_text.empty() && !wanted) {
    throw UsageError(fmt::format("{} has no plan yet; name one to follow", study));
  }
  if (wanted && (content.plan_text.empty() || changed == PlanChanged::replace)) return {*std::move(wanted), ""};
  plan::Plan stored = read_stored_plan(content, here, study);
  if (!wanted) wanted = stored;
  const bool same = study::compare_plans(stored, *wanted).none();
  stored.points = content.points;
  const study::PlanChange change = study::compare_plans(stored, *wanted);
  if (same && changed != PlanChanged::replace) {
    const bool grow = changed == PlanChanged::extend;
    return {study::keep_points(*std::move(wanted), content.points, grow), note_on(change, here, grow, study)};
  }
  if (!same) require_permission(change, changed, study);
  return {*std::move(wanted), ""};
}

}  // namespace breakeven::cli
