#include "statistics/akaike.hpp"

#include <algorithm>
#include <cmath>

namespace breakeven::statistics {

std::optional<double> corrected_akaike(double sum_of_squares, std::size_t observations, std::size_t parameters,
                                       double least_deviation) {
  if (observations < parameters + 3) return std::nullopt;
  const auto n = static_cast<double>(observations);
  const auto k = static_cast<double>(parameters + 1);
  const double variance = std::max(sum_of_squares / n, least_deviation * least_deviation);
  return n * std::log(variance) + 2 * k + 2 * k * (k + 1) / (n - k - 1);
}

}  // namespace breakeven::statistics
