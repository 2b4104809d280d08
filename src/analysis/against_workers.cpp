#include "analysis/against_workers.hpp"

#include <algorithm>
#include <ranges>

namespace breakeven::analysis {
namespace {

bool has_several_counts(const Curve& curve, std::uint64_t size, const StudySummary& summary) {
  return worker_counts({curve.way, rows_with_size(curve, summary, size)}, summary).size() > 1;
}

std::optional<std::uint64_t> size_with_several_counts(const Group& group, const StudySummary& summary) {
  for (const std::uint64_t size : group.sizes | std::views::reverse) {
    const auto has = [&](const Curve& curve) { return has_several_counts(curve, size, summary); };
    if (std::ranges::any_of(group.curves, has)) return size;
  }
  return std::nullopt;
}

}  // namespace

std::optional<AgainstWorkers> rows_against_workers(const Group& group, const StudySummary& summary) {
  AgainstWorkers against{group.scaled ? std::nullopt : size_with_several_counts(group, summary), {}};
  if (!against.size && !group.scaled) return std::nullopt;
  for (const Curve& curve : group.curves) {
    against.rows.push_back(against.size ? rows_with_size(curve, summary, *against.size) : curve.rows);
  }
  return against;
}

int workers_to_show(const Curve& curve, const Group& group, const StudySummary& summary) {
  if (&curve == serial_curve(group)) return 1;
  int chosen = 0;
  for (const std::size_t row : curve.rows) {
    if (!summary.rows[row].times.oversubscribed) chosen = std::max(chosen, summary.rows[row].times.workers);
  }
  return chosen > 0 ? chosen : worker_counts(curve, summary).front();
}

}  // namespace breakeven::analysis
