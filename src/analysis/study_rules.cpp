#include "analysis/study_rules.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <unordered_set>

namespace breakeven::analysis {
namespace {

using namespace std::chrono_literals;

constexpr Duration explained_within = 1ms;  // what is shorter matters to nobody

bool is_ok(const SummaryRow& row) { return row.times.total.count > 0; }
bool is_overhead(const SummaryRow& row) { return row.measured.point.role == plan::Role::overhead; }

RuleVerdict counted(Rule rule, std::size_t exceptions, std::size_t of) {
  return {rule, of > 0 && exceptions == 0, exceptions, of};
}

/// Broken by points with trials of which `breaks` holds.
template <class Breaks>
RuleVerdict for_points(Rule rule, const std::vector<SummaryRow>& rows, Breaks breaks) {
  const auto exceptions = std::ranges::count_if(rows, [&](const SummaryRow& row) { return is_ok(row) && breaks(row); });
  return counted(rule, static_cast<std::size_t>(exceptions),
                 static_cast<std::size_t>(std::ranges::count_if(rows, is_ok)));
}

/// The same for trials that are ok.
template <class Breaks>
RuleVerdict for_trials(Rule rule, const std::vector<SummaryRow>& rows, Breaks breaks) {
  std::size_t all = 0;
  std::size_t exceptions = 0;
  for (const SummaryRow& row : rows) {
    for (const Trial* trial : row.measured.trials) {
      if (trial->status != TrialStatus::ok) continue;
      ++all;
      if (breaks(*trial)) ++exceptions;
    }
  }
  return counted(rule, exceptions, all);
}

RuleVerdict judge_progress(const std::vector<SummaryRow>& rows) {
  const auto pending = std::ranges::count_if(rows, [](const SummaryRow& row) { return outcome_of(row) == "pending"; });
  return counted(Rule::every_point_told, static_cast<std::size_t>(pending), rows.size());
}

bool is_unexplained(const Trial& trial) {
  const double other = std::abs(static_cast<double>(trial.other.count()));
  return other > std::max(explained_share * static_cast<double>(trial.wall.count()),
                          static_cast<double>(explained_within.count()));
}

RuleVerdict judge_environments(const std::vector<SummaryRow>& rows) {
  std::unordered_set<std::string_view> launches;
  for (const SummaryRow& row : rows) {
    for (const study::Launch* launch : row.measured.launches) launches.insert(launch->id);
  }
  return for_trials(Rule::environment_kept, rows,
                    [&](const Trial& trial) { return !launches.contains(trial.launch_id); });
}

bool is_no_power_of_two(const SummaryRow& row) {
  return is_ok(row) && !std::has_single_bit(static_cast<unsigned>(row.times.workers));
}

}  // namespace

std::string_view to_string(Rule rule) noexcept {
  switch (rule) {
    case Rule::base_named: return "base_named";
    case Rule::every_point_told: return "every_point_told";
    case Rule::intervals: return "intervals";
    case Rule::several_launches: return "several_launches";
    case Rule::clock_cost_known: return "clock_cost_known";
    case Rule::own_overhead_measured: return "own_overhead_measured";
    case Rule::noise_floor_known: return "noise_floor_known";
    case Rule::phases_add_up: return "phases_add_up";
    case Rule::environment_kept: return "environment_kept";
    case Rule::other_counts_than_powers_of_two: return "other_counts_than_powers_of_two";
  }
  return "";
}

std::vector<RuleVerdict> judge_rules(const StudySummary& summary) {
  const std::vector<SummaryRow>& rows = summary.rows;
  const auto any = [&](const auto& is) { return std::ranges::any_of(rows, is); };
  return {
      for_points(Rule::base_named, rows,
                 [](const SummaryRow& row) { return !is_overhead(row) && row.base == Base::none; }),
      judge_progress(rows),
      for_points(Rule::intervals, rows, [](const SummaryRow& row) { return !row.times.total.interval; }),
      for_points(Rule::several_launches, rows, [](const SummaryRow& row) { return row.launches < 2; }),
      {Rule::clock_cost_known, summary.clock_reading_seconds.has_value()},
      {Rule::own_overhead_measured, any([](const SummaryRow& row) { return is_overhead(row) && is_ok(row); })},
      {Rule::noise_floor_known, summary.noise_floor.has_value()},
      for_trials(Rule::phases_add_up, rows, is_unexplained),
      judge_environments(rows),
      {Rule::other_counts_than_powers_of_two, any(is_no_power_of_two)},
  };
}

}  // namespace breakeven::analysis
