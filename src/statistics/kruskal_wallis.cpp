#include <cmath>
#include <stdexcept>

#include "breakeven/rank_tests.hpp"
#include "statistics/checks.hpp"
#include "statistics/distributions.hpp"
#include "statistics/midranks.hpp"

namespace breakeven {
namespace {

std::vector<double> pooled_values(std::span<const std::vector<double>> samples) {
  std::vector<double> pooled;
  for (const auto& sample : samples) {
    statistics::require_numbers(sample);
    pooled.insert(pooled.end(), sample.begin(), sample.end());
  }
  return pooled;
}

/// Squared deviations of the samples' mean ranks from that of all.
double between_samples(std::span<const std::vector<double>> samples, const std::vector<double>& ranks) {
  const double centre = static_cast<double>(ranks.size() + 1) / 2;
  double squares = 0;
  auto rank = ranks.begin();
  for (const auto& sample : samples) {
    double sum = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) sum += *rank++ - centre;
    squares += sum * sum / static_cast<double>(sample.size());
  }
  return squares;
}

}  // namespace

KruskalWallis kruskal_wallis(std::span<const std::vector<double>> samples) {
  if (samples.size() < 2) throw std::invalid_argument("statistics: whether samples differ needs two of them at least");
  const auto ranked = statistics::midranks(pooled_values(samples));
  const auto n = static_cast<double>(ranked.ranks.size());
  KruskalWallis result;
  result.degrees = samples.size() - 1;
  const double all_squares = (n * n * n - n - ranked.tie_sum) / 12;
  if (!(all_squares > 0)) return result;  // all values are equal
  result.epsilon_squared = between_samples(samples, ranked.ranks) / all_squares;
  result.h = (n - 1) * result.epsilon_squared;
  result.p_value = statistics::chi_squared_tail(result.h, result.degrees);
  return result;
}

}  // namespace breakeven
