#include "report/study_rules.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;

/// What phases may leave unexplained of a trial's wall time, and what is too short to matter.
constexpr double explained_share = 0.02;
constexpr Duration explained_within = 1ms;

bool is_ok(const SummaryRow& row) { return row.times.total.count > 0; }
bool is_overhead(const SummaryRow& row) { return row.measured.point.role == plan::Role::overhead; }

/// "3 of 12 points WHAT", or nothing when none of the points with trials is so.
template <class Is>
std::string points_that(const std::vector<SummaryRow>& rows, std::string_view what, Is is) {
  const auto all = std::ranges::count_if(rows, is_ok);
  const auto those = std::ranges::count_if(rows, [&](const SummaryRow& row) { return is_ok(row) && is(row); });
  return those == 0 ? "" : fmt::format("{} of {} points {}", those, all, what);
}

/// The same for trials that are ok.
template <class Is>
std::string trials_that(const std::vector<SummaryRow>& rows, std::string_view what, Is is) {
  std::size_t all = 0;
  std::size_t those = 0;
  for (const SummaryRow& row : rows) {
    for (const Trial* trial : row.measured.trials) {
      if (trial->status != TrialStatus::ok) continue;
      ++all;
      if (is(*trial)) ++those;
    }
  }
  return those == 0 ? "" : fmt::format("{} of {} trials {}", those, all, what);
}

std::string unfinished(const std::vector<SummaryRow>& rows) {
  const auto pending = std::ranges::count_if(rows, [](const SummaryRow& row) { return outcome_of(row) == "pending"; });
  return pending == 0 ? "" : fmt::format("{} of {} points not run yet", pending, rows.size());
}

std::string unexplained(const std::vector<SummaryRow>& rows) {
  return trials_that(rows, "leave more than 2 % unexplained", [](const Trial& trial) {
    const double other = std::abs(static_cast<double>(trial.other.count()));
    return other > std::max(explained_share * static_cast<double>(trial.wall.count()),
                            static_cast<double>(explained_within.count()));
  });
}

std::string without_environment(const std::vector<SummaryRow>& rows) {
  std::unordered_set<std::string_view> launches;
  for (const SummaryRow& row : rows) {
    for (const study::Launch* launch : row.measured.launches) launches.insert(launch->id);
  }
  return trials_that(rows, "have none", [&](const Trial& trial) { return !launches.contains(trial.launch_id); });
}

std::string only_powers_of_two(const std::vector<SummaryRow>& rows) {
  const bool other = std::ranges::any_of(rows, [](const SummaryRow& row) {
    return is_ok(row) && !std::has_single_bit(static_cast<unsigned>(row.times.workers));
  });
  return other ? "" : "all numbers of workers are";
}

std::string unless(bool kept, std::string_view why) { return kept ? "" : std::string(why); }

}  // namespace

std::vector<RuleVerdict> judge_rules(const StudySummary& summary) {
  const std::vector<SummaryRow>& rows = summary.rows;
  const bool overhead = std::ranges::any_of(rows, [](const SummaryRow& row) { return is_overhead(row) && is_ok(row); });
  return {
      {"a named base of speed-ups",
       points_that(rows, "have none",
                   [](const SummaryRow& row) { return !is_overhead(row) && row.base == Base::none; })},
      {"every planned point told", unfinished(rows)},
      {"medians with intervals",
       points_that(rows, "have fewer than 6 trials", [](const SummaryRow& row) { return !row.times.total.interval; })},
      {"several launches of each point",
       points_that(rows, "have one", [](const SummaryRow& row) { return row.launches < 2; })},
      {"the clock's cost known", unless(summary.clock_reading_seconds.has_value(), "it was not measured")},
      {"own overhead measured", unless(overhead, "no workload that does nothing was run")},
      {"a noise floor", unless(summary.noise_floor.has_value(), "no point was measured twice")},
      {"phases that add up", unexplained(rows)},
      {"the environment of every launch", without_environment(rows)},
      {"counts of workers that are no powers of two", only_powers_of_two(rows)},
  };
}

std::string rules_in_words(const std::vector<RuleVerdict>& verdicts) {
  std::vector<std::string> kept;
  std::vector<std::string> waived;
  for (const RuleVerdict& verdict : verdicts) {
    if (verdict.waived.empty())
      kept.emplace_back(verdict.rule);
    else
      waived.push_back(fmt::format("{} ({})", verdict.rule, verdict.waived));
  }
  std::string text;
  if (!kept.empty()) text += fmt::format("Rules kept: {}.\n", fmt::join(kept, "; "));
  if (!waived.empty()) text += fmt::format("Rules waived: {}.\n", fmt::join(waived, "; "));
  return text;
}

}  // namespace breakeven::report
