#include "report/study_sections.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analysis/speed_up_base.hpp"
#include "analysis/study_factors.hpp"
#include "report/base_words.hpp"
#include "report/crew_label.hpp"
#include "report/marks.hpp"
#include "report/point_label.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::Base;
using analysis::Factors;
using analysis::job_parameters;
using analysis::parameter_of;
using analysis::StudySummary;
using analysis::SummaryRow;

using Rows = std::vector<const SummaryRow*>;

Factors factors_of_rows(const Rows& rows) {
  std::vector<const plan::Point*> points;
  for (const SummaryRow* row : rows) points.push_back(&row->measured.point);
  return analysis::factors_of(points);
}

std::vector<Column> columns_for(const Factors& factors, bool ratios) {
  std::vector<Column> columns{{"workers", Align::left}};
  if (factors.workloads) columns.push_back({"workload", Align::left});
  for (const std::string& name : factors.varying) columns.push_back({name});
  for (const char* title : {"n", "total", "95 % interval", "start", "work", "talk"}) columns.push_back({title});
  if (ratios) {
    columns.push_back({"speed-up", Align::right, true});
    columns.push_back({"efficiency"});
  }
  columns.push_back({"launches", Align::right, true});
  columns.push_back({"trials"});
  columns.push_back({"", Align::left});
  return columns;
}

bool is_short(double seconds, const StudySummary& summary) {
  return summary.clock_reading_seconds && seconds > 0 &&
         seconds < measure::shortest_phase_in_readings * *summary.clock_reading_seconds;
}

Cell phase_cell(double seconds, const StudySummary& summary) {
  return {fmt::format("{}{}", format_seconds(seconds), is_short(seconds, summary) ? short_mark : "")};
}

Cell outcome_cell(const SummaryRow& row) {
  const std::string_view outcome = outcome_of(row);
  if (outcome == "skipped") return {"skipped", Tone::faint};
  if (outcome == "pending") return {"not run yet", Tone::faint};
  return mark_cell(row.times);
}

std::vector<Cell> row_of(const SummaryRow& row, const Factors& factors, bool ratios, const StudySummary& summary) {
  const plan::Point& point = row.measured.point;
  const measure::PointSummary& times = row.times;
  const bool any = times.total.count > 0;
  std::vector<Cell> cells{{fmt::format("{}{}{}", crew_label(point), times.oversubscribed ? oversubscribed_mark : "",
                                       point.role == plan::Role::twin ? twin_mark : ""),
                           Tone::strong}};
  if (factors.workloads) cells.push_back({point.workload});
  for (const std::string& name : factors.varying) cells.push_back({parameter_of(point, name)});
  cells.push_back({format_size(point.problem_size)});
  cells.push_back(any ? Cell{format_seconds(times.total.median), Tone::strong} : absent_cell());
  cells.push_back(any ? interval_cell(times.total) : absent_cell());
  for (const double phase : {times.median_start, times.median_work, times.median_talk}) {
    cells.push_back(any ? phase_cell(phase, summary) : absent_cell());
  }
  if (ratios) {
    cells.push_back(times.speed_up ? Cell{format_ratio(*times.speed_up)} : absent_cell());
    cells.push_back(times.efficiency ? Cell{format_percent(*times.efficiency)} : absent_cell());
  }
  cells.push_back({fmt::format("{}", row.launches)});
  cells.push_back({fmt::format("{}", times.total.count)});
  cells.push_back(outcome_cell(row));
  return cells;
}

/// Which points of a section stand together: those of the same job, to be compared with each other; where the work
/// grows with the workers, and where there is one job alone, those of the same kind.
class Grouping {
 public:
  explicit Grouping(const Rows& rows) {
    scaled_ = std::ranges::any_of(rows, [](const SummaryRow* row) { return analysis::is_scaled(row->base); });
    for (const SummaryRow* row : rows) jobs_.emplace(job_of(*row), jobs_.size());
  }

  /// Jobs in the plan's order, then kinds.
  std::pair<std::size_t, CrewKind> place_of(const SummaryRow& row) const {
    return {jobs_.at(job_of(row)), row.times.kind};
  }

  bool apart(const SummaryRow& a, const SummaryRow& b) const {
    if (jobs_.size() > 1 && !scaled_) return place_of(a).first != place_of(b).first;
    return place_of(a) != place_of(b);
  }

 private:
  using Job = std::tuple<std::string, std::string, std::uint64_t>;
  Job job_of(const SummaryRow& row) const {
    const plan::Point& point = row.measured.point;
    return {point.workload, job_parameters(point), scaled_ ? 0 : point.problem_size};
  }

  bool scaled_ = false;
  std::map<Job, std::size_t> jobs_;
};

Table table_of(Rows rows, const Factors& factors, bool ratios, const StudySummary& summary) {
  const Grouping grouping(rows);
  std::ranges::stable_sort(rows, {}, [&](const SummaryRow* row) { return grouping.place_of(*row); });
  Table table(columns_for(factors, ratios));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && grouping.apart(*rows[i - 1], *rows[i])) table.add_rule();
    table.add_row(row_of(*rows[i], factors, ratios, summary));
  }
  return table;
}

std::string lines_about_bases(const Rows& rows) {
  std::set<Base> bases;
  for (const SummaryRow* row : rows) bases.insert(row->base);
  std::string text;
  for (const std::string& sentence : bases_in_words(bases)) text += sentence + '\n';
  return text;
}

std::string legend_of(const Rows& rows, const StudySummary& summary) {
  const auto any = [&](const auto& holds) { return std::ranges::any_of(rows, holds); };
  const auto times = [](const SummaryRow* row) -> const measure::PointSummary& { return row->times; };
  std::string text;
  if (any([&](const SummaryRow* row) { return times(row).kept_crew; })) {
    text += "Crews are kept for several trials: start is that of a launch and not in the total.\n";
  }
  if (any([&](const SummaryRow* row) { return times(row).like_fastest; })) {
    text +=
        "≈ cannot be told from the fastest: the 95 % interval of their difference includes 0, there are fewer than 4 "
        "launches, or the difference is below the noise floor.\n";
  }
  if (any([&](const SummaryRow* row) { return times(row).oversubscribed; })) {
    text += oversubscribed_note;
  }
  if (any([&](const SummaryRow* row) {
        const auto& t = times(row);
        return t.total.count > 0 && (is_short(t.median_start, summary) || is_short(t.median_work, summary) ||
                                     is_short(t.median_talk, summary));
      })) {
    text += short_note();
  }
  return text;
}

std::string problems_of(const Rows& rows, const Factors& factors) {
  Reasons failed;
  Reasons skipped;
  for (const SummaryRow* row : rows) {
    const std::string label = point_label(row->measured.point, factors);
    if (row->times.failures > 0) failed[row->times.first_failure].push_back(label);
    if (!row->measured.point.skipped.empty()) skipped[row->measured.point.skipped].push_back(label);
  }
  return list_reasons("Failed", failed) + list_reasons("Skipped", skipped);
}

StudySection section_of(const Rows& rows, const std::string& title, bool ratios, const StudySummary& summary) {
  const Factors factors = factors_of_rows(rows);
  StudySection section{title, table_of(rows, factors, ratios, summary), "", problems_of(rows, factors)};
  if (section.title.empty()) {
    section.title = factors.common;
  } else if (!factors.common.empty()) {
    section.title += fmt::format(": {}", factors.common);
  }
  section.notes = (ratios ? lines_about_bases(rows) : "") + legend_of(rows, summary);
  return section;
}

}  // namespace

std::vector<StudySection> study_sections(const StudySummary& summary) {
  std::vector<std::string> titles;
  std::map<std::string, Rows> parts;
  Rows overhead;
  for (const SummaryRow& row : summary.rows) {
    const plan::Point& point = row.measured.point;
    if (point.role == plan::Role::overhead) {
      overhead.push_back(&row);
      continue;
    }
    Rows& rows = parts[point.part];
    if (rows.empty()) titles.push_back(point.part);
    rows.push_back(&row);
  }
  std::vector<StudySection> sections;
  for (const std::string& title : titles) sections.push_back(section_of(parts[title], title, true, summary));
  if (!overhead.empty()) {
    sections.push_back(
        section_of(overhead, "The program's own overhead, by a workload that does nothing", false, summary));
  }
  return sections;
}

std::string noise_floor_in_words(const StudySummary& summary) {
  if (!summary.noise_floor) return "Noise floor: not known, for no point was measured twice under two names.\n";
  const plan::Point& point = summary.rows[summary.noise_floor->row].measured.point;
  return fmt::format("Noise floor: two measurements of the same point ({}, n {}) differ by {}.\n", crew_label(point),
                     format_size(point.problem_size), format_percent(summary.noise_floor->difference));
}

}  // namespace breakeven::report
