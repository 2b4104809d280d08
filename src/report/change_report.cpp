#include "report/change_report.hpp"

#include <fmt/format.h>

#include "report/change_words.hpp"
#include "report/crew_label.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using analysis::parameter_of;
using analysis::PointChange;
using analysis::StudyChange;
using analysis::Verdict;

constexpr const char* table_note =
    "longer: how often a time is longer than one before (50 %: neither). p: of such ranks by chance (Mann-Whitney), "
    "for "
    "all points together (Holm).\n";

std::vector<Column> columns_for(const ChangeLabels& labels) {
  std::vector<Column> columns;
  if (labels.parts()) columns.push_back({"part", Align::left});
  columns.push_back({"workers", Align::left});
  if (labels.factors().workloads) columns.push_back({"workload", Align::left});
  for (const std::string& name : labels.factors().varying) columns.push_back({name});
  for (const char* title : {"n", "before", "now"}) columns.push_back({title});
  columns.push_back({"ratio", Align::right, true});
  for (const char* title : {"95 % interval", "longer", "p"}) columns.push_back({title});
  columns.push_back({"", Align::left});
  return columns;
}

Cell verdict_cell(Verdict verdict) {
  switch (verdict) {
    case Verdict::no_change: return {""};
    case Verdict::slower: return {"slower", Tone::bad};
    case Verdict::faster: return {"faster", Tone::good};
  }
  return {""};
}

std::string p_value_text(double p) { return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p); }

std::vector<Cell> row_of(const PointChange& change, const plan::Point& point, const ChangeLabels& labels) {
  std::vector<Cell> cells;
  if (labels.parts()) cells.push_back({one_line(point.part)});
  cells.push_back({crew_label(point), Tone::strong});
  if (labels.factors().workloads) cells.push_back({point.workload});
  for (const std::string& name : labels.factors().varying) cells.push_back({parameter_of(point, name)});
  cells.push_back({format_size(point.problem_size)});
  cells.push_back({format_seconds(change.before_seconds)});
  cells.push_back({format_seconds(change.after_seconds)});
  cells.push_back({format_ratio(change.ratio.ratio), Tone::strong});
  const auto& interval = change.ratio.interval;
  cells.push_back(
      interval ? Cell{fmt::format("{} – {}", format_ratio(interval->low), format_ratio(interval->high)), Tone::faint}
               : absent_cell());
  cells.push_back({format_percent(share_longer(change))});
  cells.push_back({p_value_text(change.adjusted_p_value)});
  cells.push_back(verdict_cell(change.verdict));
  return cells;
}

Table table_of(const StudyChange& change, const ChangeLabels& labels) {
  Table table(columns_for(labels));
  for (const PointChange& point : change.points) {
    table.add_row(row_of(point, change.after.rows[point.rows.after].measured.point, labels));
  }
  return table;
}

}  // namespace

std::string render_change(const StudyChange& change, const Appearance& appearance) {
  const ChangeLabels labels(change);
  const auto lines = [&](const std::string& text, Tone tone) {
    return text.empty() ? "" : toned(wrapped(shown(text, appearance), appearance), tone, appearance);
  };
  std::string text = lines(surroundings_in_words(change.surroundings), Tone::plain) + '\n';
  text += lines(changes_in_words(change, labels), Tone::strong);
  text += lines(differences_in_words(change, labels), Tone::bad);
  text += lines(limits_in_words(change), Tone::faint);
  if (change.points.empty()) return text;
  return text + '\n' + table_of(change, labels).render(appearance) + lines(table_note, Tone::faint);
}

}  // namespace breakeven::report
