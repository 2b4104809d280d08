#include "analysis/gaps.hpp"

#include <algorithm>

namespace breakeven::analysis {
namespace {

constexpr std::size_t sizes_for_a_model = 4;
constexpr std::size_t counts_for_a_law = 3;

class GapFinder {
 public:
  explicit GapFinder(const StudySummary& summary) : summary_(summary) {}

  /// Points of which `is` holds, if there are any, among those of which `counts` does.
  template <class Counts, class Is>
  void points(Gap gap, Counts counts, Is is) {
    FoundGap found{.gap = gap};
    for (const SummaryRow& row : summary_.rows) {
      if (!counts(row)) continue;
      ++found.of;
      if (is(row)) ++found.points;
    }
    if (found.points > 0) gaps_.push_back(found);
  }

  void when(bool holds, Gap gap, std::optional<std::size_t> group = {}) {
    if (holds) gaps_.push_back({.gap = gap, .group = group});
  }

  std::vector<FoundGap> take() { return std::move(gaps_); }

 private:
  const StudySummary& summary_;
  std::vector<FoundGap> gaps_;
};

bool any_row(const SummaryRow& /*row*/) { return true; }
bool has_times(const SummaryRow& row) { return row.times.total.count > 0; }

/// The most numbers of workers that a curve has.
std::size_t most_counts(const Group& group, const StudySummary& summary) {
  std::size_t most = 0;
  for (const Curve& curve : group.curves) most = std::max(most, worker_counts(curve, summary).size());
  return most;
}

bool nothing_to_compare(const Group& group, const StudySummary& summary) {
  return std::ranges::none_of(group.sizes, [&](std::uint64_t size) {
    std::size_t points = 0;
    for (const Curve& curve : group.curves) points += rows_with_size(curve, summary, size).size();
    return points > 1;
  });
}

bool past_processors_seen(const Group& group, const StudySummary& summary) {
  return std::ranges::any_of(group.curves, [&](const Curve& curve) {
    return std::ranges::any_of(curve.rows, [&](std::size_t row) { return summary.rows[row].times.oversubscribed; });
  });
}

void find_in_group(const Group& group, std::size_t number, const StudySummary& summary, GapFinder& finder) {
  const std::size_t counts = most_counts(group, summary);
  const std::size_t sizes = group.sizes.size();
  finder.when(serial_curve(group) == nullptr, Gap::no_serial, number);
  if (!group.scaled) {
    finder.when(nothing_to_compare(group, summary), Gap::nothing_to_compare, number);
    finder.when(sizes == 1, Gap::one_size, number);
    finder.when(sizes > 1 && sizes < sizes_for_a_model, Gap::few_sizes, number);
  }
  finder.when(counts == 1, Gap::one_count, number);
  finder.when(counts > 1 && counts < counts_for_a_law, Gap::few_counts, number);
  finder.when(!past_processors_seen(group, summary), Gap::none_past_processors, number);
}

}  // namespace

std::string_view to_string(Gap gap) noexcept {
  switch (gap) {
    case Gap::points_pending: return "points_pending";
    case Gap::points_begun: return "points_begun";
    case Gap::points_failed: return "points_failed";
    case Gap::points_skipped: return "points_skipped";
    case Gap::no_serial: return "no_serial";
    case Gap::nothing_to_compare: return "nothing_to_compare";
    case Gap::one_size: return "one_size";
    case Gap::few_sizes: return "few_sizes";
    case Gap::one_count: return "one_count";
    case Gap::few_counts: return "few_counts";
    case Gap::none_past_processors: return "none_past_processors";
    case Gap::few_trials: return "few_trials";
    case Gap::one_launch: return "one_launch";
    case Gap::no_noise_floor: return "no_noise_floor";
  }
  return "";
}

std::vector<FoundGap> find_gaps(const std::vector<Group>& groups, const StudySummary& summary) {
  GapFinder finder(summary);
  for (const auto& [gap, outcome] : {std::pair(Gap::points_pending, "pending"), std::pair(Gap::points_failed, "failed"),
                                     std::pair(Gap::points_skipped, "skipped")}) {
    finder.points(gap, any_row, [&](const SummaryRow& row) { return outcome_of(row) == outcome; });
  }
  finder.points(Gap::points_begun, has_times, [](const SummaryRow& row) { return row.measured.open; });
  finder.points(Gap::few_trials, has_times, [](const SummaryRow& row) { return !row.times.total.interval; });
  finder.points(Gap::one_launch, has_times, [](const SummaryRow& row) { return row.launches < 2; });
  finder.when(!groups.empty() && !summary.noise_floor, Gap::no_noise_floor);
  for (std::size_t i = 0; i < groups.size(); ++i) find_in_group(groups[i], i, summary, finder);
  return finder.take();
}

}  // namespace breakeven::analysis
