#include "analysis/chosen_groups.hpp"

#include <functional>
#include <set>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "plan/selection.hpp"

namespace breakeven::analysis {
namespace {

using Chooses = std::function<bool(const plan::Point&)>;

Chooses chooser(const StudySummary& summary, std::string_view expression) {
  if (expression.empty()) return [](const plan::Point&) { return true; };
  std::vector<plan::Point> points;
  for (const SummaryRow& row : summary.rows) points.push_back(row.measured.point);
  return plan::select_points(expression, points);
}

void keep_chosen(Group& group, const Chooses& chooses, const StudySummary& summary) {
  std::set<std::uint64_t> sizes;
  for (Curve& curve : group.curves) {
    std::erase_if(curve.rows, [&](std::size_t row) { return !chooses(summary.rows[row].measured.point); });
    for (const std::size_t row : curve.rows) sizes.insert(summary.rows[row].measured.point.problem_size);
  }
  group.has_base = group.has_base && !group.curves.front().rows.empty();
  std::erase_if(group.curves, [](const Curve& curve) { return curve.rows.empty(); });
  group.sizes.assign(sizes.begin(), sizes.end());
}

}  // namespace

std::vector<Group> chosen_groups(const StudySummary& summary, std::string_view expression) {
  const Chooses chooses = chooser(summary, expression);
  std::vector<Group> groups = groups_of(summary);
  for (Group& group : groups) keep_chosen(group, chooses, summary);
  std::erase_if(groups, [](const Group& group) { return group.curves.empty(); });
  if (groups.empty()) {
    throw UsageError(expression.empty() ? "no point that was planned has times"
                                        : fmt::format("no point that '{}' chooses has times", expression));
  }
  return groups;
}

}  // namespace breakeven::analysis
