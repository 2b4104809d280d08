#include "statistics/scaling_intervals.hpp"

#include <algorithm>
#include <cmath>

namespace breakeven::statistics {

ScalingIntervals::ScalingIntervals(const LawCurve& curve, const LaunchedLevels& levels, const Bootstrap& options)
    : bootstrap_(levels, options), centre_(curve.fit_freely(levels.medians())), levels_(levels.size()) {
  for (std::size_t i = 0; i < bootstrap_.size(); ++i) resamples_.push_back(curve.fit_freely(bootstrap_.medians(i)));
}

double ScalingIntervals::misfit(double residual_deviation) const {
  double squares = 0;
  for (std::size_t level = 0; level < levels_; ++level) squares += std::pow(bootstrap_.relative_spread(level), 2);
  // Launches that agree exactly, as of a simulation, explain rounding at least.
  constexpr double rounding = 1e-9;
  return residual_deviation / std::max(std::sqrt(squares / static_cast<double>(levels_)), rounding);
}

Interval ScalingIntervals::of(const std::function<double(const LawParameters&)>& quantity) const {
  std::vector<double> estimates;
  for (const LawParameters& parameters : resamples_) estimates.push_back(quantity(parameters));
  const double centre = quantity(centre_);
  const Interval plain = bootstrap_.interval(std::move(estimates), centre);
  return {.low = centre + widening_ * (plain.low - centre), .high = centre + widening_ * (plain.high - centre)};
}

Interval ScalingIntervals::of_positive(double typical,
                                       const std::function<double(const LawParameters&)>& quantity) const {
  // A time that parameters beyond their bounds make 0 or less counts as next to none.
  const Interval logs = of(
      [&](const LawParameters& parameters) { return std::log(std::clamp(quantity(parameters) / typical, 1e-3, 1e3)); });
  return {.low = typical * std::exp(logs.low), .high = typical * std::exp(logs.high)};
}

}  // namespace breakeven::statistics
