#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "breakeven/statistics.hpp"
#include "statistics/checks.hpp"
#include "statistics/order.hpp"

namespace breakeven {
namespace {

void require_share(double share) {
  if (!(share > 0 && share < 1)) {
    throw std::invalid_argument("statistics: the share of a quantile must lie between 0 and 1, as 0.95");
  }
}

/// How many values, from one end, are so few that fewer of n than that lie beyond the quantile with probability
/// `tail` at most: 0 when even one is too many. `share` is that of the values beyond it.
std::size_t safe_rank(std::size_t count, double share, double tail) {
  const auto n = static_cast<double>(count);
  const double log_odds = std::log(share) - std::log1p(-share);
  double log_probability = n * std::log1p(-share);  // of exactly `rank` of n; its exponential may be far below 1e-308
  double probability = 0;
  for (std::size_t rank = 0; rank < count; ++rank) {
    probability += std::exp(log_probability);
    if (probability > tail) return rank;
    log_probability += log_odds + std::log((n - static_cast<double>(rank)) / static_cast<double>(rank + 1));
  }
  return count;
}

}  // namespace

double quantile(std::span<const double> values, double share) {
  statistics::require_numbers(values);
  require_share(share);
  const auto sorted = statistics::sorted_copy(values);
  // 0.07 * 100 is a little above 7: a product this near to a whole number is meant to be it.
  constexpr double rounding = 1e-9;
  const double rank = std::ceil(share * static_cast<double>(sorted.size()) - rounding);
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::optional<Interval> quantile_interval(std::span<const double> values, double share, double confidence) {
  statistics::require_numbers(values);
  require_share(share);
  statistics::require_confidence(confidence);
  const double tail = (1 - confidence) / 2;
  const std::size_t below = safe_rank(values.size(), share, tail);
  const std::size_t above = safe_rank(values.size(), 1 - share, tail);
  if (below == 0 || above == 0) return std::nullopt;
  const auto sorted = statistics::sorted_copy(values);
  return Interval{.low = sorted[below - 1], .high = sorted[sorted.size() - above]};
}

}  // namespace breakeven
