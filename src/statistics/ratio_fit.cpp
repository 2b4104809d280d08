#include "statistics/ratio_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/checks.hpp"
#include "statistics/distributions.hpp"
#include "statistics/ratio_curve.hpp"
#include "statistics/ratio_jackknife.hpp"

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
Interval fieller(const RatioCurve& curve, const Matrix2& covariance, double t) {
  const double a = curve.start * curve.start - t * t * covariance[2];
  const double b = (curve.share - 1) * curve.start - t * t * covariance[1];
  const double c = std::pow(curve.share - 1, 2) - t * t * covariance[0];
  const double discriminant = b * b - a * c;
  if (!(a > 0) || !(discriminant >= 0)) return {.low = 0, .high = std::numeric_limits<double>::infinity()};
  const double most = (-b + std::sqrt(discriminant)) / a;
  const double least = (-b - std::sqrt(discriminant)) / a;
  return {.low = most > 0 ? curve.unit / most : std::numeric_limits<double>::infinity(),
          .high = least > 0 ? curve.unit / least : std::numeric_limits<double>::infinity()};
}

/// Where all rounds vary by themselves, with that spread.
Interval interval_by_rounds(const RatioCurve& curve, const Spread& noise, double confidence) {
  Matrix2 covariance = curve.inverse;
  // Clipping has made the variance less, and each residual's pull on the curve too.
  for (double& value : covariance) value *= noise.square / std::pow(curve.unclipped_share, 2);
  return fieller(curve, covariance, fractional_t_quantile(confidence, noise.degrees));
}

Interval interval_by_passes(const RatioCurve& curve, std::span<const RatioLevel> levels, double confidence) {
  const CurveCovariance covariance = jackknife_over_passes(levels, curve);
  return fieller(curve, covariance.matrix, fractional_t_quantile(confidence, covariance.degrees));
}

Interval hull(const Interval& one, const Interval& other) {
  return {.low = std::min(one.low, other.low), .high = std::max(one.high, other.high)};
}

Interval crossing_interval(const RatioCurve& curve, std::span<const RatioLevel> levels, const Spreads& spreads,
                           double chance, double confidence) {
  const bool off_the_curve = chance < likely_not;
  const Interval by_rounds = interval_by_rounds(curve, off_the_curve ? spreads.of_sizes : spreads.all, confidence);
  if (count_passes(levels) < least_passes_to_compare) return by_rounds;
  const Interval by_passes = interval_by_passes(curve, levels, confidence);
  return off_the_curve ? hull(by_rounds, by_passes) : by_passes;
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
  fit.passes = count_passes(levels);
  fit.fits = chance >= doubtful;
  fit.scatter = std::sqrt(spreads.of_rounds.square) / curve.unclipped_share;
  fit.degrees = spreads.of_rounds.degrees;
  if (curve.start > 0 && curve.share < 1) {
    fit.crossing = Estimate{.value = curve.start * curve.unit / (1 - curve.share),
                            .interval = crossing_interval(curve, levels, spreads, chance, confidence)};
  }
  return fit;
}

}  // namespace breakeven::statistics
