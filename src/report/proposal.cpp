#include "report/proposal.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/against_workers.hpp"
#include "analysis/chosen_groups.hpp"
#include "analysis/curve_scaling.hpp"
#include "analysis/point_costs.hpp"
#include "analysis/study_points.hpp"
#include "report/base_words.hpp"
#include "report/curve_label.hpp"
#include "report/interval_text.hpp"
#include "report/marks.hpp"
#include "report/measured_words.hpp"
#include "report/quantity.hpp"
#include "report/scaling_words.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::Curve;
using analysis::Group;
using analysis::PointCosts;
using analysis::StudySummary;
using analysis::SummaryRow;

constexpr std::string_view repetitions_mark = " †";

/// The numbers of a point as an administrator of a cluster counts.
struct Shape {
  int ranks = 1;
  int threads = 1;  ///< of each rank
};

Shape shape_of(const plan::Point& point) {
  switch (point.kind) {
    case CrewKind::serial: return {1, 1};
    case CrewKind::threads:
    case CrewKind::gil: return {1, point.workers};
    default: return {point.workers / std::max(point.threads_per_rank, 1), point.threads_per_rank};
  }
}

/// What is in a table: rows of the summary, kind by kind.
struct Chosen {
  const Group& group;
  std::vector<std::vector<std::size_t>> rows;  ///< by curve
};

class ProposalMaker {
 public:
  ProposalMaker(Chosen chosen, const StudySummary& summary) : chosen_(std::move(chosen)), summary_(summary) {
    for (std::size_t i = 0; i < chosen_.rows.size(); ++i) add_curve(chosen_.group.curves[i], chosen_.rows[i]);
  }

  Proposal take() { return {caption(), std::move(table_), notes()}; }

 private:
  void add_curve(const Curve& curve, const std::vector<std::size_t>& rows) {
    if (!rows.empty() && !table_.empty()) table_.add_rule();
    for (const std::size_t row : rows) add_row(curve, row);
  }

  void add_row(const Curve& curve, std::size_t index) {
    const SummaryRow& row = summary_.rows[index];
    const plan::Point& point = row.measured.point;
    const PointCosts costs = analysis::costs_of(index, summary_);
    const auto ratio = [](const std::optional<Measure>& measure, auto print) {
      return measure ? Cell{print(*measure)} : absent_cell();
    };
    measured_.push_back(&row);
    bases_.insert(row.base);
    sizes_.insert(point.problem_size);
    lacks_interval_ |= !costs.seconds.interval.has_value();
    single_launch_ |= costs.basis == IntervalBasis::repetitions;
    table_.add_row({{curve_label(curve.way) + std::string(row.times.oversubscribed ? oversubscribed_mark : "")},
                    {std::to_string(std::max(point.nodes, 1))},
                    {std::to_string(shape_of(point).ranks)},
                    {std::to_string(shape_of(point).threads)},
                    {print_size(point.problem_size)},
                    {seconds_with_interval(costs.seconds) +
                     std::string(costs.basis == IntervalBasis::repetitions ? repetitions_mark : "")},
                    ratio(costs.speed_up, ratio_with_interval),
                    ratio(costs.efficiency, [](const Measure& share) { return format_percent(share.value); }),
                    {print_number(costs.node_hours.value)}});
  }

  std::string caption() const {
    const std::string common = sizes_.size() == 1 ? fmt::format(", n = {}", print_size(*sizes_.begin())) : "";
    return fmt::format(
        "{}{}: time, speed-up, efficiency and node-hours of one job. Times are medians over {}; speed-ups and "
        "efficiencies are ratios of such medians. In parentheses: 95 % confidence intervals. {} {}",
        group_label(chosen_.group), common, repetitions_in_words(measured_), fmt::join(bases_in_words(bases_), " "),
        provenance_in_words(measured_));
  }

  template <class Holds>
  bool any(Holds holds) const {
    return std::ranges::any_of(measured_, holds);
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    const auto add_if = [&notes](bool holds, std::string note) {
      if (holds) notes.push_back(std::move(note));
    };
    add_if(any([](const SummaryRow* row) { return row->times.oversubscribed; }), note_on_oversubscription());
    add_if(single_launch_, "† of the repetitions of a single launch: another launch may lie outside of the interval.");
    add_if(lacks_interval_, "Without an interval: too few launches for one; 6 would do.");
    add_if(any([](const SummaryRow* row) { return row->times.kept_crew; }), std::string(kept_crew_note));
    add_if(any([](const SummaryRow* row) { return is_local_process(row->times.kind); }),
           "Ranks of fork, spawn and forkserver are processes without MPI.");
    add_if(any([](const SummaryRow* row) { return !analysis::way_name(row->measured.point).empty(); }),
           "Ranks of ways that have names are workers, processes or threads, as their command counts them.");
    const std::string sensible = sensible_workers();
    add_if(!sensible.empty(), sensible);
    add_if(failures() > 0, fmt::format("Trials that failed and are not counted: {}.", failures()));
    return notes;
  }

  /// Of the curves whose table this is.
  std::string sensible_workers() const {
    const auto workers = analysis::efficient_workers(chosen_.group, summary_);
    const std::string line = sensible_workers_in_words(chosen_.group, workers);
    return line.substr(0, line.find('\n'));
  }

  static std::string note_on_oversubscription() {
    return fmt::format("{}.", oversubscribed_note.substr(0, oversubscribed_note.size() - 1));
  }

  static bool is_local_process(CrewKind kind) {
    return kind == CrewKind::fork || kind == CrewKind::spawn || kind == CrewKind::forkserver;
  }

  int failures() const {
    int sum = 0;
    for (const SummaryRow* row : measured_) sum += row->times.failures;
    return sum;
  }

  Chosen chosen_;
  const StudySummary& summary_;
  Table table_{{{"kind", Align::left},
                {"nodes"},
                {"ranks"},
                {"threads"},
                {"n"},
                {"time"},
                {"speed-up"},
                {"efficiency"},
                {"node-hours"}}};
  std::vector<const SummaryRow*> measured_;
  std::set<analysis::Base> bases_;
  std::set<std::uint64_t> sizes_;
  bool lacks_interval_ = false;
  bool single_launch_ = false;
};

Chosen all_rows(const Group& group) {
  Chosen chosen{group, {}};
  for (const Curve& curve : group.curves) chosen.rows.push_back(curve.rows);
  return chosen;
}

}  // namespace

std::vector<Proposal> proposals(const StudySummary& summary, std::string_view expression) {
  const std::vector<Group> groups = analysis::chosen_groups(summary, expression);
  std::vector<Chosen> tables;
  for (const Group& group : groups) {
    if (!expression.empty()) {
      tables.push_back(all_rows(group));
    } else if (auto against = analysis::rows_against_workers(group, summary)) {
      tables.push_back({group, std::move(against->rows)});
    }
  }
  if (tables.empty()) std::ranges::transform(groups, std::back_inserter(tables), all_rows);
  std::vector<Proposal> made;
  for (Chosen& chosen : tables) made.push_back(ProposalMaker(std::move(chosen), summary).take());
  return made;
}

}  // namespace breakeven::report
