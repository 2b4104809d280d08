#include "breakeven/costing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "statistics/checks.hpp"
#include "statistics/crossing.hpp"
#include "statistics/curve_bootstrap.hpp"
#include "statistics/launched_levels.hpp"

namespace breakeven {
namespace {

using statistics::CurveBootstrap;
using statistics::LaunchedLevels;

constexpr double seconds_per_hour = 3600;

void require_point(const CostingPoint& point) {
  const auto positive = [](double value) { return value > 0 && std::isfinite(value); };
  if (!positive(point.workers)) throw std::invalid_argument("costing: a number of workers must be above 0");
  if (!positive(point.nodes)) throw std::invalid_argument("costing: a number of nodes must be above 0");
}

Measure scaled(double factor, double value, const std::optional<Interval>& interval) {
  Measure measure{.value = factor * value, .interval = interval};
  if (interval) measure.interval = Interval{.low = factor * interval->low, .high = factor * interval->high};
  return measure;
}

CostingRow row_of(const CostingPoint& point, const CostingPoint& base, Pairing pairing, const Bootstrap& bootstrap) {
  require_point(point);
  const LaunchedMedian time = median_over_launches(point.launches, bootstrap);
  const MedianRatio ratio = ratio_of_medians(base.launches, point.launches, pairing, bootstrap);
  return {.workers = point.workers,
          .nodes = point.nodes,
          .seconds = scaled(1, time.median, time.interval),
          .node_hours = scaled(point.nodes / seconds_per_hour, time.median, time.interval),
          .speed_up = scaled(1, ratio.ratio, ratio.interval),
          .efficiency = scaled(base.workers / point.workers, ratio.ratio, ratio.interval)};
}

/// By workers, with the base first.
struct EfficiencyCurve {
  std::vector<double> workers;
  std::vector<double> log_workers;
  std::vector<std::size_t> median_of;  ///< whose: not drawn again for the base itself
  std::vector<Launches> launches;
};

EfficiencyCurve curve_of(std::span<const CostingPoint> points, const CostingPoint& base) {
  std::vector<const CostingPoint*> sorted;
  for (const CostingPoint& point : points) {
    require_point(point);
    sorted.push_back(&point);
  }
  std::ranges::sort(sorted, {}, &CostingPoint::workers);
  if (std::ranges::adjacent_find(sorted, {}, &CostingPoint::workers) != sorted.end()) {
    throw std::invalid_argument("costing: a number of workers occurs twice");
  }
  EfficiencyCurve curve;
  curve.launches.push_back(base.launches);
  for (const CostingPoint* point : sorted) {
    curve.workers.push_back(point->workers / base.workers);
    curve.log_workers.push_back(std::log(point->workers));
    const bool is_base = point->workers == base.workers && point->launches == base.launches;
    curve.median_of.push_back(is_base ? 0 : curve.launches.size());
    curve.launches.push_back(point->launches);
  }
  return curve;
}

/// log(efficiency / threshold), the first of `medians` being the base's.
std::vector<double> above_threshold(const EfficiencyCurve& curve, std::span<const double> medians, double threshold) {
  std::vector<double> values;
  for (std::size_t i = 0; i < curve.workers.size(); ++i) {
    values.push_back(std::log(medians[0] / medians[curve.median_of[i]] / curve.workers[i] / threshold));
  }
  return values;
}

SensibleVerdict verdict_of(const Estimate& place) {
  constexpr double beyond = statistics::beyond_range;
  if (place.interval.low == beyond) return SensibleVerdict::all;
  if (place.interval.high == -beyond) return SensibleVerdict::none;
  const bool tells = place.interval.low > -beyond || place.interval.high < beyond;
  return std::isfinite(place.value) && tells ? SensibleVerdict::up_to : SensibleVerdict::undecided;
}

Estimate loss_of_efficiency(const EfficiencyCurve& curve, const LaunchedLevels& levels, double threshold,
                            const Bootstrap& options) {
  const auto place = [&](std::span<const double> medians) {
    return statistics::first_descent(curve.log_workers, above_threshold(curve, medians, threshold));
  };
  const CurveBootstrap bootstrap(levels, options);
  std::vector<double> places;
  for (std::size_t i = 0; i < bootstrap.size(); ++i) places.push_back(place(bootstrap.medians(i)));
  const double estimate = place(levels.medians());
  const Interval range{.low = curve.log_workers.front(), .high = curve.log_workers.back()};
  const double degrees = bootstrap.degrees(statistics::within(places, range));
  return {.value = estimate,
          .interval = statistics::interval_of_places(std::move(places), estimate, range, options.confidence, degrees)};
}

}  // namespace

std::vector<CostingRow> costing_rows(std::span<const CostingPoint> points, const CostingPoint& base, Pairing pairing,
                                     const Bootstrap& bootstrap) {
  require_point(base);
  std::vector<CostingRow> rows;
  for (const CostingPoint& point : points) rows.push_back(row_of(point, base, pairing, bootstrap));
  return rows;
}

Fitted<SensibleWorkers> sensible_workers(std::span<const CostingPoint> points, const CostingPoint& base,
                                         double efficiency_threshold, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  require_point(base);
  if (!(efficiency_threshold > 0 && efficiency_threshold <= 1)) {
    throw std::invalid_argument("costing: an efficiency to keep to must lie above 0 and not above 1, as 0.5");
  }
  if (points.size() < 2) {
    return Refusal{"how many workers are sensible needs 2 numbers of workers at least; there are " +
                   std::to_string(points.size())};
  }
  const EfficiencyCurve curve = curve_of(points, base);
  const LaunchedLevels levels(curve.launches);
  if (levels.basis() == IntervalBasis::none) {
    return Refusal{"how many workers are sensible needs 3 launches, or repetitions of a single one, of every number"};
  }
  const Estimate place = loss_of_efficiency(curve, levels, efficiency_threshold, bootstrap);
  const Interval range{.low = std::exp(curve.log_workers.front()), .high = std::exp(curve.log_workers.back())};
  return SensibleWorkers{.verdict = verdict_of(place),
                         .workers = std::clamp(std::exp(place.value), range.low, range.high),
                         .interval = {.low = std::exp(place.interval.low), .high = std::exp(place.interval.high)},
                         .range = range};
}

}  // namespace breakeven
