#include <algorithm>
#include <cmath>
#include <limits>

#include "breakeven/scaling_laws.hpp"
#include "statistics/checks.hpp"
#include "statistics/scaling_intervals.hpp"
#include "statistics/scaling_levels.hpp"
#include "statistics/scaling_refusals.hpp"
#include "statistics/scaling_residuals.hpp"

namespace breakeven {
namespace {

using statistics::LaunchedLevels;
using statistics::LawCurve;
using statistics::LawParameters;
using statistics::ScalingIntervals;

/// How much wider intervals become where residuals are `misfit` times what launches explain. Chance makes that up to 2,
/// with the few degrees of freedom that residuals have; then, and only then, nothing is widened.
double beyond_chance(double misfit) { return std::sqrt(std::max(misfit * misfit - 3, 1.0)); }

/// An interval within the bounds of the parameter, and about its value.
Estimate within(double value, const Interval& interval, double least, double greatest) {
  return {.value = value,
          .interval = {.low = std::clamp(std::min(interval.low, value), least, greatest),
                       .high = std::clamp(std::max(interval.high, value), least, greatest)}};
}

constexpr double unbounded = std::numeric_limits<double>::infinity();

Estimate peak_from(double inverse_square, const Interval& interval) {
  const auto workers = [](double q) { return q > 0 ? 1 / std::sqrt(std::min(q, 1.0)) : unbounded; };
  return within(workers(inverse_square), {.low = workers(interval.high), .high = workers(interval.low)}, 1, unbounded);
}

/// How far parameters of resamples may lie beyond their bounds: further off they would only blur the rest.
double bounded(double fraction) { return std::clamp(fraction, -1.0, 2.0); }

void set_parameters(ScalingFit& fit, const LawParameters& best, const ScalingIntervals& intervals) {
  fit.one_worker_seconds = within(
      best.one_worker_seconds,
      intervals.of_positive(best.one_worker_seconds, [](const LawParameters& each) { return each.one_worker_seconds; }),
      0, unbounded);
  const bool universal = fit.law == ScalingLaw::universal;
  fit.serial_fraction = within(best.serial_fraction,
                               intervals.of([](const LawParameters& each) { return bounded(each.serial_fraction); }), 0,
                               universal ? unbounded : 1);
  if (!universal) return;
  fit.coherency = within(best.coherency,
                         intervals.of([](const LawParameters& each) { return bounded(each.coherency); }), 0, unbounded);
  fit.peak_workers = peak_from(statistics::inverse_square_peak(best), intervals.of([](const LawParameters& each) {
    return std::max(statistics::inverse_square_peak(each), -1.0);
  }));
}

void set_predictions(ScalingFit& fit, std::span<const double> workers, const ScalingIntervals& intervals) {
  for (const double p : workers) {
    const double seconds = fit.at(p);
    const Interval interval = intervals.of_positive(
        seconds, [&](const LawParameters& each) { return statistics::seconds_at(fit.law, each, p); });
    fit.predictions.push_back(
        {.workers = p, .seconds = within(seconds, interval, 0, unbounded), .extrapolated = fit.extrapolates(p)});
  }
}

}  // namespace

double ScalingFit::at(double workers) const {
  return statistics::seconds_at(
      law, {one_worker_seconds.value, serial_fraction.value, coherency ? coherency->value : 0}, workers);
}

Fitted<ScalingFit> fit_scaling(ScalingLaw law, std::span<const ScalingLevel> levels, const Bootstrap& bootstrap,
                               std::span<const double> predict_at) {
  statistics::require_bootstrap(bootstrap);
  const auto ordered = statistics::ordered_levels(levels);
  if (auto refusal = statistics::too_few_levels(law, ordered.size())) return *refusal;
  std::vector<double> workers;
  for (const ScalingLevel* const level : ordered) workers.push_back(level->workers);
  const LawCurve curve(law, workers);
  const LaunchedLevels launched = statistics::launched(ordered);
  if (auto refusal = statistics::too_few_launches(curve, launched)) return *refusal;
  ScalingFit fit;
  fit.law = law;
  fit.basis = launched.basis();
  fit.range = {.low = workers.front(), .high = workers.back()};
  const LawParameters best = curve.fit(launched.medians());
  statistics::set_residuals(fit, curve, launched.medians(), best);
  if (auto refusal = statistics::poor(fit)) return *refusal;
  ScalingIntervals intervals(curve, launched, bootstrap);
  fit.misfit = intervals.misfit(fit.residual_deviation);
  intervals.widen(beyond_chance(fit.misfit));
  set_parameters(fit, best, intervals);
  if (auto refusal = statistics::unidentified(fit)) return *refusal;
  set_predictions(fit, predict_at, intervals);
  return fit;
}

}  // namespace breakeven
