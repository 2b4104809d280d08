#include "statistics/midranks.hpp"

#include <algorithm>
#include <numeric>

namespace breakeven::statistics {

Midranks midranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  Midranks result;
  result.ranks.resize(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    // Ranks begin + 1 to end.
    const double shared = static_cast<double>(begin + 1 + end) / 2;
    for (std::size_t i = begin; i < end; ++i) result.ranks[order[i]] = shared;
    const auto tied = static_cast<double>(end - begin);
    result.tie_sum += tied * tied * tied - tied;
  }
  return result;
}

}  // namespace breakeven::statistics
