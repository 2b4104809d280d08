#include "statistics/distributions.hpp"

#include <algorithm>
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

double fractional_t_quantile(double confidence, double degrees) {
  const auto below = static_cast<std::size_t>(std::clamp(degrees, 1.0, 1e6));
  const double low = two_sided_t_quantile(confidence, below);
  const double share =
      (1 - static_cast<double>(below) / std::clamp(degrees, 1.0, 1e6)) * static_cast<double>(below + 1);
  return std::lerp(low, two_sided_t_quantile(confidence, below + 1), share);
}

/// Abramowitz & Stegun 26.4.4 and 26.4.5: the tail of 1 or 2 degrees, and one term more for every 2 further ones.
double chi_squared_tail(double x, std::size_t degrees) {
  if (!(x > 0)) return 1;
  const bool odd = degrees % 2 == 1;
  double tail = odd ? std::erfc(std::sqrt(x / 2)) : std::exp(-x / 2);
  double log_term = odd ? (std::log(2 * x / std::numbers::pi) - x) / 2 : std::log(x / 2) - x / 2;
  for (std::size_t below = odd ? 1 : 2; below < degrees; below += 2) {
    tail += std::exp(log_term);
    log_term += std::log(x / static_cast<double>(below + 2));
  }
  return tail;
}

double f_tail(double x, double numerator_degrees, double denominator_degrees) {
  if (!(x > 0)) return 1;
  const double above = 2 / (9 * numerator_degrees);
  const double below = 2 / (9 * denominator_degrees);
  const double root = std::cbrt(x);
  return normal_cdf(-((1 - below) * root - (1 - above)) / std::sqrt(below * root * root + above));
}

}  // namespace breakeven::statistics
