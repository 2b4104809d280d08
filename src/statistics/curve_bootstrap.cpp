#include "statistics/curve_bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "statistics/checks.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {

CurveBootstrap::CurveBootstrap(const LaunchedLevels& levels, const Bootstrap& options)
    : options_(options), paired_(levels.pairing() == Pairing::by_launch) {
  require_bootstrap(options);
  if (levels.size() == 0) throw std::invalid_argument("statistics: a curve without levels cannot be resampled");
  for (std::size_t level = 0; level < levels.size(); ++level) degrees_.push_back(levels.degrees(level));
  medians_.resize(static_cast<std::size_t>(options.resamples) * levels.size());
  Random random(options.seed);
  for (std::size_t begin = 0; begin < medians_.size(); begin += levels.size()) {
    levels.resample(std::span(medians_).subspan(begin, levels.size()), random);
  }
  for (std::size_t level = 0; level < levels.size(); ++level) set_moments(level);
}

std::span<const double> CurveBootstrap::medians(std::size_t resample) const {
  return std::span(medians_).subspan(resample * degrees_.size(), degrees_.size());
}

Interval CurveBootstrap::interval(std::vector<double> estimates, double estimate) const {
  const double degrees = degrees_of(estimates);
  return symmetric_interval(estimates, estimate, options_.confidence, degrees);
}

double CurveBootstrap::relative_spread(std::size_t level) const { return std::sqrt(variances_[level]) / means_[level]; }

void CurveBootstrap::set_moments(std::size_t level) {
  const auto n = static_cast<double>(size());
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i) sum += medians(i)[level];
  double squares = 0;
  for (std::size_t i = 0; i < size(); ++i) squares += std::pow(medians(i)[level] - sum / n, 2);
  means_.push_back(sum / n);
  variances_.push_back(squares / n);
}

/// Levels are drawn independently of each other, so that the square of an estimate's covariance with one, over that
/// one's variance, is what it adds.
double CurveBootstrap::variance_by(std::size_t level, std::span<const double> estimates) const {
  if (!(variances_[level] > 0)) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i) sum += estimates[i] * (medians(i)[level] - means_[level]);
  const double covariance = sum / static_cast<double>(size());
  return covariance * covariance / variances_[level];
}

double CurveBootstrap::degrees_of(std::span<const double> estimates) const {
  const double least = std::ranges::min(degrees_);
  if (paired_) return least;  // the same launches at all levels: no level adds any of its own
  double sum = 0;
  double scaled_squares = 0;
  for (std::size_t level = 0; level < degrees_.size(); ++level) {
    const double variance = variance_by(level, estimates);
    sum += variance;
    scaled_squares += variance * variance / (degrees_[level] + 2);
  }
  // Launches that agree exactly have no spread to be uncertain about.
  return scaled_squares > 0 ? sum * sum / scaled_squares - 2 : least;
}

}  // namespace breakeven::statistics
