#include "analysis/judged_crews.hpp"

#include <algorithm>
#include <ranges>

namespace breakeven::analysis {
namespace {

bool oversubscribed(const Curve& curve, const StudySummary& summary, int workers) {
  const auto is = [&](std::size_t row) { return summary.rows[row].times.oversubscribed; };
  return std::ranges::any_of(rows_with_workers(curve, summary, workers), is);
}

/// Of ascending numbers.
int told_of(const std::vector<int>& counts, const Curve& curve, const StudySummary& summary) {
  for (const int workers : counts | std::views::reverse) {
    if (!oversubscribed(curve, summary, workers)) return workers;
  }
  return counts.front();
}

}  // namespace

std::vector<JudgedCrew> judged_crews(const Group& group, const StudySummary& summary) {
  std::vector<JudgedCrew> judged;
  if (group.scaled) return judged;
  const auto serial = serial_curve(group) == nullptr ? std::nullopt : std::optional(CrewOf{0, 1});
  for (std::size_t i = 0; i < group.curves.size(); ++i) {
    const Curve& curve = group.curves[i];
    std::vector<int> counts = worker_counts(curve, summary);
    const bool is_base = &curve == serial_curve(group);
    auto base = serial;
    if ((counts.size() > 1 || is_base) && std::erase(counts, 1) > 0 && !serial) base = CrewOf{i, 1};
    if (counts.empty()) continue;
    const int told = told_of(counts, curve, summary);
    for (const int workers : counts) judged.push_back({{i, workers}, base, workers == told});
  }
  return judged;
}

}  // namespace breakeven::analysis
