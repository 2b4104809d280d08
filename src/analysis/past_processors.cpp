#include "analysis/past_processors.hpp"

#include <algorithm>
#include <optional>
#include <ranges>

#include "analysis/launch_times.hpp"

namespace breakeven::analysis {
namespace {

std::optional<PastProcessors> at_size(const Curve& curve, std::uint64_t size, const StudySummary& summary) {
  const std::vector<std::size_t> rows = rows_with_size(curve, summary, size);
  const auto beyond = [&](std::size_t row) { return summary.rows[row].times.oversubscribed; };
  const auto within = std::ranges::find_if_not(rows | std::views::reverse, beyond);
  if (rows.empty() || !beyond(rows.back()) || within == rows.rend()) return std::nullopt;
  PastProcessors past{.size = size, .within_row = *within, .beyond_row = rows.back()};
  past.processors = processors_of(summary.rows[rows.back()]);
  past.ratio = ratio_of_medians(launch_walls(summary.rows[past.beyond_row].measured),
                                launch_walls(summary.rows[past.within_row].measured));
  return past;
}

}  // namespace

std::vector<PastProcessors> past_processors(const Group& group, const StudySummary& summary) {
  std::vector<PastProcessors> all;
  if (group.scaled) return all;
  for (std::size_t i = 0; i < group.curves.size(); ++i) {
    for (const std::uint64_t size : group.sizes | std::views::reverse) {
      auto past = at_size(group.curves[i], size, summary);
      if (!past) continue;
      past->curve = i;
      all.push_back(*past);
      break;
    }
  }
  return all;
}

}  // namespace breakeven::analysis
