#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "breakeven/rank_tests.hpp"

namespace breakeven {

std::vector<double> holm_adjusted(std::span<const double> p_values) {
  if (!std::ranges::all_of(p_values, [](double p) { return 0 <= p && p <= 1; })) {
    throw std::invalid_argument("statistics: a p-value must lie between 0 and 1");
  }
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0;  // a test that would be passed after one that is not is not, either
  for (std::size_t i = 0; i < order.size(); ++i) {
    least = std::max(least, std::min(static_cast<double>(order.size() - i) * p_values[order[i]], 1.0));
    adjusted[order[i]] = least;
  }
  return adjusted;
}

}  // namespace breakeven
