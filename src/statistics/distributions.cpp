#include "statistics/distributions.hpp"

#include <cmath>
#include <numbers>

namespace breakeven::statistics {
namespace {

/// P(|T| <= t) with t = sqrt(degrees) tan(angle): Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3, 4.
double two_sided_t_probability(double angle, std::size_t degrees) {
  const bool odd = degrees % 2 == 1;
  const double cosine = std::cos(angle);
  double term = odd ? cosine : 1;
  double sum = 0;
  for (std::size_t power = odd ? 1 : 0; power + 2 <= degrees; power += 2) {
    sum += term;
    term *= cosine * cosine * static_cast<double>(power + 1) / static_cast<double>(power + 2);
  }
  const double scaled = std::sin(angle) * sum;
  return odd ? 2 / std::numbers::pi * (angle + scaled) : scaled;
}

}  // namespace

double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// By Newton's method on erf(z / sqrt 2) = confidence. erf is concave above 0, so that the iterates climb from 0
/// towards the solution and never pass it, except by rounding: then it is found.
double two_sided_normal_quantile(double confidence) {
  double z = 0;
  while (true) {
    // Through erfc, which keeps its digits where erf is nearly 1.
    const double missing = std::erfc(z / std::numbers::sqrt2) - (1 - confidence);
    const double slope = std::numbers::sqrt2 * std::numbers::inv_sqrtpi * std::exp(-z * z / 2);
    const double next = z + missing / slope;
    if (!(next > z)) return z;
    z = next;
  }
}

double two_sided_t_quantile(double confidence, std::size_t degrees) {
  const auto nu = static_cast<double>(degrees);
  if (degrees > 1000) {  // Abramowitz & Stegun 26.7.5; the next term is below 1e-5
    const double z = two_sided_normal_quantile(confidence);
    return z + (z * z * z + z) / (4 * nu);
  }
  double low = 0;
  double high = std::numbers::pi / 2;
  for (int bit = 0; bit < 60; ++bit) {
    const double middle = (low + high) / 2;
    (two_sided_t_probability(middle, degrees) < confidence ? low : high) = middle;
  }
  return std::sqrt(nu) * std::tan(low);
}

}  // namespace breakeven::statistics
