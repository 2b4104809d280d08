#include <cmath>

#include <fmt/format.h>

#include "report/curve_label.hpp"
#include "report/marks.hpp"
#include "report/model_cells.hpp"
#include "report/model_tables.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::Group;
using analysis::LawFit;

std::string short_name(ScalingLaw law) {
  switch (law) {
    case ScalingLaw::amdahl: return "Amdahl";
    case ScalingLaw::universal: return "USL";
    case ScalingLaw::gustafson: return "Gustafson";
  }
  return "";
}

Cell peak_cell(const ScalingFit& fit) {
  if (!fit.peak_workers) return absent_cell();
  if (std::isinf(fit.peak_workers->value)) return {"none"};
  const bool beyond = fit.extrapolates(fit.peak_workers->value);
  return {found_text(*fit.peak_workers, format_workers) + (beyond ? ", extrapolated" : "")};
}

std::vector<Cell> row_of(const std::string& who, const ScalingFit& fit) {
  return {{who, Tone::strong},
          {found_text(fit.serial_fraction, format_share)},
          fit.coherency ? Cell{found_text(*fit.coherency, format_share)} : absent_cell(),
          peak_cell(fit),
          {error_text(fit.typical_left_out_error, fit.worst_left_out_error)},
          fit.aicc ? Cell{fmt::format("{:.1f}", *fit.aicc)} : absent_cell()};
}

constexpr std::string_view law_notes =
    "Amdahl: serial share of one worker's time. USL, the Universal Scalability Law: contention, and coherency, "
    "which makes a peak. Gustafson: serial share where work grows with the workers. Of the same points the law "
    "with the smaller AICc is the better one. Left out: how far off the law is at a number of workers that it was "
    "fitted without.\n";

}  // namespace

ModelTable law_table(const Group& group, const analysis::GroupModels& models, const analysis::StudySummary& summary) {
  ModelTable result{
      "Laws of scaling",
      Table({{"way", Align::left}, {"serial share"}, {"coherency"}, {"peak workers"}, {"left-out workers"}, {"AICc"}}),
      ""};
  Reasons refused;
  bool oversubscribed = false;
  for (const LawFit& law : models.laws) {
    const std::string size = size_label(summary.rows[law.row].measured.point.problem_size);
    const std::string who = fmt::format("{}{}{}", curve_label(group.curves[law.curve].way),
                                        group.scaled ? "" : ", " + size, law.oversubscribed ? oversubscribed_mark : "");
    oversubscribed |= law.oversubscribed;
    if (const auto* refusal = std::get_if<Refusal>(&law.fit)) {
      refused[refusal->reason].push_back(fmt::format("{}: {}", who, short_name(law.law)));
    } else {
      result.table.add_row(row_of(fmt::format("{}: {}", who, short_name(law.law)), std::get<ScalingFit>(law.fit)));
    }
  }
  if (!result.table.empty()) result.notes = law_notes;
  if (oversubscribed) result.notes += oversubscribed_note;
  result.notes += list_refusals("No law of", refused);
  return result;
}

}  // namespace breakeven::report
