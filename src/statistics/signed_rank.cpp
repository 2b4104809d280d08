#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "breakeven/rank_tests.hpp"
#include "statistics/checks.hpp"
#include "statistics/distributions.hpp"
#include "statistics/midranks.hpp"

namespace breakeven {
namespace {

constexpr std::size_t most_exactly_signed = 50;  // 2^50 signs, below 2^53

/// The share of all choices of signs that give such a sum of positive ranks or a greater one. Ranks are halves.
double share_of_signs(const std::vector<double>& ranks, double sum) {
  std::vector<double> choices(1, 1.0);  // that give each sum, in halves
  for (const double rank : ranks) {
    const auto step = static_cast<std::size_t>(std::lround(2 * rank));
    choices.resize(choices.size() + step, 0.0);
    for (std::size_t i = choices.size(); i-- > step;) choices[i] += choices[i - step];
  }
  const auto first = choices.begin() + std::lround(2 * sum);
  return std::accumulate(first, choices.end(), 0.0) / std::exp2(static_cast<double>(ranks.size()));
}

double normal_tail(const statistics::Midranks& ranked, double sum) {
  const auto n = static_cast<double>(ranked.ranks.size());
  const double variance = n * (n + 1) * (2 * n + 1) / 24 - ranked.tie_sum / 48;
  return statistics::normal_cdf((n * (n + 1) / 4 + 0.5 - sum) / std::sqrt(variance));
}

}  // namespace

SignedRank signed_rank(std::span<const double> differences) {
  statistics::require_numbers(differences);
  std::vector<double> distances;
  std::vector<bool> above;
  for (const double difference : differences) {
    if (difference == 0) continue;
    distances.push_back(std::abs(difference));
    above.push_back(difference > 0);
  }
  SignedRank result{
      .greater = 0, .values = distances.size(), .p_value = 1, .exact = distances.size() <= most_exactly_signed};
  if (distances.empty()) return result;
  const statistics::Midranks ranked = statistics::midranks(distances);
  for (std::size_t i = 0; i < above.size(); ++i) result.greater += above[i] ? ranked.ranks[i] : 0;
  const auto n = static_cast<double>(distances.size());
  const double further = std::max(result.greater, n * (n + 1) / 2 - result.greater);
  const double tail = result.exact ? share_of_signs(ranked.ranks, further) : normal_tail(ranked, further);
  result.p_value = std::min(2 * tail, 1.0);
  return result;
}

}  // namespace breakeven
