#include "analysis/fastest_placements.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace breakeven::analysis {

std::vector<std::size_t> fastest_placements(std::span<const std::size_t> rows, const StudySummary& summary) {
  std::map<std::pair<std::uint64_t, int>, std::size_t> fastest;
  const auto total = [&](std::size_t row) { return summary.rows[row].times.total.median; };
  for (const std::size_t row : rows) {
    const plan::Point& point = summary.rows[row].measured.point;
    const auto [place, is_new] = fastest.try_emplace({point.problem_size, point.workers}, row);
    if (!is_new && total(row) < total(place->second)) place->second = row;
  }
  std::vector<std::size_t> chosen;
  for (const auto& [level, row] : fastest) chosen.push_back(row);
  return chosen;
}

}  // namespace breakeven::analysis
