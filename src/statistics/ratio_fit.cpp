#include "statistics/ratio_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/checks.hpp"
#include "statistics/distributions.hpp"
#include "statistics/ratio_curve.hpp"

namespace breakeven::statistics {
namespace {

constexpr std::size_t least_sizes = 3;
constexpr std::size_t least_rounds = 6;
constexpr double doubtful = 0.05;
constexpr double likely_not = 0.2;

std::size_t count_rounds(std::span<const RatioLevel> levels) {
  std::size_t count = 0;
  for (const RatioLevel& level : levels) count += level.log_ratios.size();
  return count;
}

/// A mean square with its degrees of freedom.
struct Spread {
  double square = 0;
  double degrees = 0;
};

struct Spreads {
  Spread of_rounds;  ///< about the means of their sizes
  Spread of_sizes;   ///< of those means about the curve
  Spread all;        ///< about the curve
};

Spreads spreads_of(const RatioCurve& curve) {
  double within = 0;
  double between = 0;
  double rounds = 0;
  for (const auto& residuals : curve.clipped) {
    const auto n = static_cast<double>(residuals.size());
    double sum = 0;
    for (const double residual : residuals) sum += residual;
    for (const double residual : residuals) within += std::pow(residual - sum / n, 2);
    between += sum * sum / n;
    rounds += n;
  }
  const auto sizes = static_cast<double>(curve.clipped.size());
  const auto spread = [](double sum, double degrees) { return Spread{degrees > 0 ? sum / degrees : 0, degrees}; };
  return {.of_rounds = spread(within, rounds - sizes),
          .of_sizes = spread(between, sizes - 2),
          .all = spread(within + between, rounds - 2)};
}

/// The probability that sizes lie so far off by the scatter of rounds alone.
double chance_of(const Spreads& spreads) {
  if (!(spreads.of_rounds.degrees > 0) || !(spreads.of_rounds.square > 0)) return 1;
  return f_tail(spreads.of_sizes.square / spreads.of_rounds.square, spreads.of_sizes.degrees,
                spreads.of_rounds.degrees);
}

/// The sizes whose inverse z the ratio may be 1 at: those with (share + start z - 1)^2 <= t^2 its variance.
Interval fieller(const RatioCurve& curve, double t_squared_variance) {
  const auto& [ss, sb, bb] = curve.inverse;
  const double v = t_squared_variance;
  const double a = curve.start * curve.start - v * bb;
  const double b = (curve.share - 1) * curve.start - v * sb;
  const double c = std::pow(curve.share - 1, 2) - v * ss;
  const double discriminant = b * b - a * c;
  if (!(a > 0) || !(discriminant >= 0)) return {.low = 0, .high = std::numeric_limits<double>::infinity()};
  const double most = (-b + std::sqrt(discriminant)) / a;
  const double least = (-b - std::sqrt(discriminant)) / a;
  return {.low = most > 0 ? curve.unit / most : std::numeric_limits<double>::infinity(),
          .high = least > 0 ? curve.unit / least : std::numeric_limits<double>::infinity()};
}

std::optional<Estimate> crossing_of(const RatioCurve& curve, const Spread& noise, double confidence) {
  if (!(curve.start > 0) || !(curve.share < 1)) return std::nullopt;
  const double t = fractional_t_quantile(confidence, noise.degrees);
  // Clipping has made the variance less, and each residual's pull on the curve too.
  const double variance = noise.square / std::pow(curve.unclipped_share, 2);
  return Estimate{.value = curve.start * curve.unit / (1 - curve.share), .interval = fieller(curve, t * t * variance)};
}

}  // namespace

Fitted<RatioFit> fit_ratio(std::span<const RatioLevel> levels, double confidence) {
  require_confidence(confidence);
  if (levels.size() < least_sizes || count_rounds(levels) < least_rounds) {
    return Refusal{"a crossing needs rounds at 3 sizes, and 6 of them"};
  }
  const RatioCurve curve = fit_ratio_curve(levels);
  const Spreads spreads = spreads_of(curve);
  const double chance = chance_of(spreads);
  RatioFit fit;
  fit.share = curve.share;
  fit.start = curve.start * curve.unit;
  fit.rounds = count_rounds(levels);
  fit.fits = chance >= doubtful;
  fit.scatter = std::sqrt(spreads.of_rounds.square) / curve.unclipped_share;
  fit.degrees = spreads.of_rounds.degrees;
  fit.crossing = crossing_of(curve, chance < likely_not ? spreads.of_sizes : spreads.all, confidence);
  return fit;
}

}  // namespace breakeven::statistics
