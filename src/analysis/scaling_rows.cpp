#include "analysis/scaling_rows.hpp"

#include <algorithm>

#include "analysis/against_workers.hpp"
#include "analysis/fastest_placements.hpp"

namespace breakeven::analysis {
namespace {

std::vector<std::size_t> rows_with_base(const std::vector<std::size_t>& rows, const StudySummary& summary) {
  std::vector<std::size_t> chosen = fastest_placements(rows, summary);
  std::erase_if(chosen, [&](std::size_t row) {
    const SummaryRow& each = summary.rows[row];
    return each.base == Base::none || each.measured.point.workers < 1 || !(each.times.total.median > 0);
  });
  std::ranges::stable_sort(chosen, {}, [&](std::size_t row) { return summary.rows[row].measured.point.workers; });
  return chosen;
}

}  // namespace

std::vector<ScalingRows> scaling_rows(const Group& group, const StudySummary& summary) {
  std::vector<ScalingRows> all;
  const auto against = rows_against_workers(group, summary);
  if (!against) return all;
  for (std::size_t i = 0; i < against->rows.size(); ++i) {
    auto rows = rows_with_base(against->rows[i], summary);
    if (rows.size() > 1) all.push_back({i, against->size, std::move(rows)});
  }
  return all;
}

}  // namespace breakeven::analysis
