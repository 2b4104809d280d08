#include "statistics/curve_bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "statistics/checks.hpp"
#include "statistics/resampling.hpp"
#include "statistics/welch.hpp"

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
  for (std::size_t level = 0; level < levels.size(); ++level) columns_.push_back(column(level));
}

std::vector<double> CurveBootstrap::column(std::size_t level) const {
  std::vector<double> values;
  values.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) values.push_back(medians(i)[level]);
  return values;
}

std::span<const double> CurveBootstrap::medians(std::size_t resample) const {
  return std::span(medians_).subspan(resample * degrees_.size(), degrees_.size());
}

Interval CurveBootstrap::interval(std::vector<double> estimates, double estimate) const {
  const double nu = degrees(estimates);
  return symmetric_interval(estimates, estimate, options_.confidence, nu);
}

double CurveBootstrap::degrees(std::span<const double> estimates) const {
  if (paired_) return std::ranges::min(degrees_);  // the same launches at all levels: no level adds any of its own
  std::vector<Component> components;
  for (std::size_t level = 0; level < degrees_.size(); ++level)
    components.push_back({columns_[level], degrees_[level]});
  return welch_degrees(estimates, components);
}

double CurveBootstrap::relative_spread(std::size_t level) const {
  const auto n = static_cast<double>(size());
  const std::vector<double>& values = columns_[level];
  const double mean = std::reduce(values.begin(), values.end()) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / n) / mean;
}

}  // namespace breakeven::statistics
