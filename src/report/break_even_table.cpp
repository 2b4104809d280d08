#include <algorithm>

#include <fmt/format.h>

#include "report/break_even_words.hpp"
#include "report/curve_label.hpp"
#include "report/found_text.hpp"
#include "report/model_cells.hpp"
#include "report/model_tables.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::AnsweredBy;
using analysis::CrewBreakEven;
using analysis::CrewRepayment;
using analysis::Group;

std::string text_of(const BreakEven& found) {
  switch (found.verdict) {
    case BreakEvenVerdict::from: return found_text({found.size, found.interval}, format_found_size, true);
    case BreakEvenVerdict::always: return "always";
    case BreakEvenVerdict::never: return "never";
    case BreakEvenVerdict::undecided:
      return fmt::format("open ({})", interval_text(found.interval, format_found_size, true));
  }
  return "";
}

std::string pair_label(const CrewBreakEven& point, const Group& group) {
  return fmt::format("{} against {}", crew_label(point.crew, group), crew_label(point.rival, group));
}

Cell cell_of(const Fitted<BreakEven>& fitted, bool answers) {
  const auto* found = std::get_if<BreakEven>(&fitted);
  if (found == nullptr) return absent_cell();
  return {text_of(*found), answers ? Tone::strong : Tone::plain};
}

Cell beyond_cell(const Fitted<BreakEven>& fitted) {
  const auto* found = std::get_if<BreakEven>(&fitted);
  if (found == nullptr || !found->beyond) return absent_cell();
  return {found_text(*found->beyond, format_found_size)};
}

Cell agreement_cell(const CrewBreakEven& point) {
  const auto same = agree(point);
  if (!same) return absent_cell();
  return *same ? Cell{"yes", Tone::good} : Cell{"no", Tone::bad};
}

/// Where a crew has no model, the table of models says why.
bool are_modelled(const CrewBreakEven& point, const analysis::GroupModels& models) {
  return cost_of(point.crew, models.costs) != nullptr && cost_of(point.rival, models.costs) != nullptr;
}

void add_refusal(const Fitted<BreakEven>& fitted, const CrewBreakEven& point, const Group& group, Reasons& reasons) {
  const auto* refusal = std::get_if<Refusal>(&fitted);
  if (refusal == nullptr) return;
  reasons[refusal->reason].push_back(pair_label(point, group));
}

std::string jobs_text(const Repayment& repayment) {
  switch (repayment.verdict) {
    case RepaymentVerdict::repaid: return found_text(repayment.jobs, format_found_size);
    case RepaymentVerdict::never: return "never";
    case RepaymentVerdict::undecided:
      return fmt::format("open ({})", interval_text(repayment.jobs.interval, format_found_size));
  }
  return "";
}

/// With a mark where a model was not measured at that size.
std::string marked_jobs_text(const Repayment& repayment) {
  return jobs_text(repayment) + (repayment.extrapolated ? ", extrapolated" : "");
}

constexpr std::string_view break_even_notes =
    "With 95 % intervals. Measured: between neighbouring sizes, by the medians alone. By model: where the curves "
    "of two cost models cross. What was measured is the answer where it decides, and the model its check; else the "
    "model is. They agree where their intervals overlap.\n";
constexpr std::string_view kept_note = "Crews were kept: their start is not in these times.\n";
constexpr std::string_view extrapolated_note =
    "Extrapolated: where the models' curves cross beyond the sizes that were measured.\n";
constexpr std::string_view repayment_notes =
    "By the cost models: start and stop over what a job gains on serial, or on the first way.\n";

}  // namespace

ModelTable break_even_table(const Group& group, const analysis::GroupModels& models) {
  ModelTable result{"From which n on a crew pays",
                    Table({{"crew", Align::left},
                           {"measured", Align::left},
                           {"by model", Align::left},
                           {"agree", Align::left},
                           {"extrapolated", Align::left}}),
                    ""};
  Reasons unmeasured;
  Reasons unmodelled;
  bool extrapolated = false;
  for (const CrewBreakEven& point : models.break_evens) {
    add_refusal(point.measured, point, group, unmeasured);
    if (are_modelled(point, models)) add_refusal(point.modelled, point, group, unmodelled);
    const AnsweredBy by = answered_by(point);
    if (by == AnsweredBy::nothing) continue;
    const Cell beyond = beyond_cell(point.modelled);
    extrapolated |= beyond.tone != Tone::faint;
    result.table.add_row({{pair_label(point, group), Tone::strong},
                          cell_of(point.measured, by == AnsweredBy::measurement),
                          cell_of(point.modelled, by == AnsweredBy::model),
                          agreement_cell(point),
                          beyond});
  }
  if (!result.table.empty()) result.notes += break_even_notes;
  if (std::ranges::any_of(models.break_evens, &CrewBreakEven::kept)) result.notes += kept_note;
  if (extrapolated) result.notes += extrapolated_note;
  result.notes += list_refusals("Not measured", unmeasured) + list_refusals("Not by model", unmodelled);
  return result;
}

ModelTable repayment_table(const Group& group, const analysis::GroupModels& models) {
  ModelTable result{"How many jobs repay the start of a kept crew",
                    Table({{"crew", Align::left}, {"jobs"}, {"start and stop"}, {"gain of each job"}}), ""};
  const analysis::CrewOf* crew = nullptr;
  for (const CrewRepayment& each : models.repayments) {
    if (crew != nullptr && !(*crew == each.crew)) result.table.add_rule();
    crew = &each.crew;
    result.table.add_row({{fmt::format("{}, {}", crew_label(each.crew, group), size_label(each.size)), Tone::strong},
                          {marked_jobs_text(each.repayment)},
                          {found_text(each.repayment.start_seconds, format_tiny_seconds)},
                          {found_text(each.repayment.gain_seconds, format_tiny_seconds)}});
  }
  if (!result.table.empty()) result.notes = repayment_notes;
  return result;
}

}  // namespace breakeven::report
