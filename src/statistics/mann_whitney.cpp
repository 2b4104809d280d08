#include <algorithm>
#include <cmath>
#include <numeric>

#include "breakeven/rank_tests.hpp"
#include "statistics/checks.hpp"
#include "statistics/distributions.hpp"
#include "statistics/midranks.hpp"

namespace breakeven {
namespace {

constexpr std::size_t most_exactly_ranked = 50;  // 50 over 25 is 1.3e14, below 2^53

/// How many orders of n and m values give each U: the coefficients of the Gaussian binomial, the product over i of
/// (1 - q^(m + i)) / (1 - q^i). All are whole numbers.
std::vector<double> orders_by_u(std::size_t n, std::size_t m) {
  std::vector<double> counts(n * m + 1, 0.0);
  counts[0] = 1;
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t u = counts.size(); u-- > m + i;) counts[u] -= counts[u - m - i];
    for (std::size_t u = i; u < counts.size(); ++u) counts[u] += counts[u - i];
  }
  return counts;
}

double exact_p_value(double greater_u, std::size_t n, std::size_t m) {
  const auto counts = orders_by_u(n, m);
  const auto first = counts.begin() + static_cast<std::ptrdiff_t>(greater_u);
  const double tail = std::accumulate(first, counts.end(), 0.0) / std::accumulate(counts.begin(), counts.end(), 0.0);
  return std::min(2 * tail, 1.0);
}

double normal_p_value(double greater_u, double n, double m, double tie_sum) {
  const double total = n + m;
  const double variance = n * m / 12 * (total + 1 - tie_sum / (total * (total - 1)));
  if (!(variance > 0)) return 1;  // all values are equal
  const double z = (greater_u - n * m / 2 - 0.5) / std::sqrt(variance);
  return std::min(2 * statistics::normal_cdf(-z), 1.0);
}

/// Of the estimate of A, were A its true value (Hanley & McNeil, Radiology 143, 1982; both samples counted as of their
/// mean size).
double superiority_variance(double a, double n, double m) {
  const double others = (n + m) / 2 - 1;
  return a * (1 - a) * (1 + others * (1 - a) / (2 - a) + others * a / (1 + a)) / (n * m);
}

/// The value furthest from the estimate, towards `end`, that the score test does not reject.
double furthest_superiority(double estimate, double end, double n, double m, double z) {
  double accepted = estimate;
  double rejected = end;
  for (int bit = 0; bit < 60; ++bit) {
    const double a = std::midpoint(accepted, rejected);
    (std::abs(estimate - a) <= z * std::sqrt(superiority_variance(a, n, m)) ? accepted : rejected) = a;
  }
  return accepted;
}

Estimate superiority_of(double estimate, double n, double m, double confidence) {
  const double z = statistics::two_sided_normal_quantile(confidence);
  return {.value = estimate,
          .interval = {.low = furthest_superiority(estimate, 0, n, m, z),
                       .high = furthest_superiority(estimate, 1, n, m, z)}};
}

double u_of_first(const statistics::Midranks& pooled, std::size_t count) {
  const auto last = pooled.ranks.begin() + static_cast<std::ptrdiff_t>(count);
  const auto n = static_cast<double>(count);
  return std::accumulate(pooled.ranks.begin(), last, 0.0) - n * (n + 1) / 2;
}

}  // namespace

double least_p_value(std::size_t n, std::size_t m) {
  const auto log_factorial = [](std::size_t count) { return std::lgamma(static_cast<double>(count) + 1); };
  return std::min(2 * std::exp(log_factorial(n) + log_factorial(m) - log_factorial(n + m)), 1.0);
}

Estimate MannWhitney::delta() const {
  return {.value = 2 * superiority.value - 1,
          .interval = {.low = 2 * superiority.interval.low - 1, .high = 2 * superiority.interval.high - 1}};
}

MannWhitney mann_whitney(std::span<const double> first, std::span<const double> second, double confidence) {
  statistics::require_numbers(first);
  statistics::require_numbers(second);
  statistics::require_confidence(confidence);
  std::vector<double> pooled(first.begin(), first.end());
  pooled.insert(pooled.end(), second.begin(), second.end());
  const auto ranked = statistics::midranks(pooled);
  const auto n = static_cast<double>(first.size());
  const auto m = static_cast<double>(second.size());
  MannWhitney result;
  result.u = u_of_first(ranked, first.size());
  result.exact = ranked.tie_sum == 0 && pooled.size() <= most_exactly_ranked;
  const double greater_u = std::max(result.u, n * m - result.u);
  result.p_value = result.exact ? exact_p_value(greater_u, first.size(), second.size())
                                : normal_p_value(greater_u, n, m, ranked.tie_sum);
  result.superiority = superiority_of(result.u / (n * m), n, m, confidence);
  return result;
}

}  // namespace breakeven
