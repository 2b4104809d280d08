#include "breakeven/clock_model.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "breakeven/linear_fit.hpp"

namespace breakeven {
namespace {

using std::chrono::nanoseconds;
using Seconds = std::chrono::duration<double>;

double seconds(nanoseconds duration) { return Seconds(duration).count(); }

nanoseconds rounded(double seconds) { return std::chrono::round<nanoseconds>(Seconds(seconds)); }

nanoseconds round_trip(const PingPong& exchange) { return exchange.received - exchange.sent; }

std::vector<ClockOffset> best_offsets(std::span<const std::vector<PingPong>> epochs) {
  std::vector<ClockOffset> offsets;
  for (const auto& exchanges : epochs) {
    if (!exchanges.empty()) offsets.push_back(best_offset(exchanges));
  }
  std::ranges::sort(offsets, {}, &ClockOffset::at);
  return offsets;
}

/// A round trip shorter than the clocks' nanosecond is not better than one.
double weight_of(const ClockOffset& offset) {
  return 1 / std::pow(seconds(std::max(offset.half_round_trip, nanoseconds(1))), 2);
}

/// Offsets less the first, times less the origin: small numbers, however long the clocks have been running.
std::vector<LinePoint> points_of(const std::vector<ClockOffset>& offsets, nanoseconds origin) {
  std::vector<LinePoint> points;
  points.reserve(offsets.size());
  for (const ClockOffset& each : offsets) {
    points.push_back({.x = seconds(each.at - origin),
                      .y = seconds(each.offset - offsets.front().offset),
                      .weight = weight_of(each)});
  }
  return points;
}

/// Twice the standard deviation about what `parameters` were fitted to.
double spread_of(const std::vector<LinePoint>& points, const std::vector<double>& residuals, int parameters) {
  double squares = 0;
  double weights = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    squares += points[i].weight * residuals[i] * residuals[i];
    weights += points[i].weight;
  }
  const auto n = static_cast<double>(points.size());
  return 2 * std::sqrt(squares / weights * n / (n - parameters));
}

double mean_offset(const std::vector<LinePoint>& points) {
  double sum = 0;
  double weights = 0;
  for (const LinePoint& point : points) {
    sum += point.weight * point.y;
    weights += point.weight;
  }
  return sum / weights;
}

bool contains_zero(const Interval& interval) { return interval.low <= 0 && 0 <= interval.high; }

/// A slope that cannot be told from none only carries the noise of the points to where there are none. What it may be
/// all the same stays in its interval.
void level(LineFit& line, const std::vector<LinePoint>& points) {
  line.slope.value = 0;
  line.intercept.value = mean_offset(points);
  for (std::size_t i = 0; i < points.size(); ++i) line.residuals[i] = points[i].y - line.intercept.value;
}

}  // namespace

ClockOffset best_offset(std::span<const PingPong> exchanges) {
  if (exchanges.empty()) throw std::invalid_argument("statistics: a clock's offset needs at least one exchange");
  const auto best = *std::ranges::min_element(exchanges, {}, round_trip);
  const nanoseconds way = round_trip(best);
  if (way < nanoseconds(0)) {
    throw std::invalid_argument("statistics: an answer was received before its question was sent");
  }
  const nanoseconds at = best.sent + way / 2;
  return {.at = at, .offset = best.peer - at, .half_round_trip = (way + nanoseconds(1)) / 2};
}

nanoseconds ClockModel::to_peer(nanoseconds reference) const {
  return reference + offset_at_origin + rounded(drift.value * seconds(reference - origin));
}

nanoseconds ClockModel::to_reference(nanoseconds peer) const {
  const nanoseconds since_origin = peer - offset_at_origin - origin;  // by the peer's clock
  return origin + since_origin - rounded(drift.value / (1 + drift.value) * seconds(since_origin));
}

double ClockModel::error_seconds(nanoseconds reference) const {
  const double outside = std::max({seconds(first - reference), seconds(reference - last), 0.0});
  const double drift_error = std::max(drift.interval.high - drift.value, drift.value - drift.interval.low);
  return spread_seconds + half_round_trip_seconds + outside * drift_error;
}

Fitted<ClockModel> fit_clock(std::span<const std::vector<PingPong>> epochs, const Bootstrap& bootstrap) {
  const std::vector<ClockOffset> offsets = best_offsets(epochs);
  if (offsets.size() < 3) {
    return Refusal{"a clock's drift needs offsets at 3 times at least; there are " + std::to_string(offsets.size())};
  }
  ClockModel model;
  model.first = offsets.front().at;
  model.last = offsets.back().at;
  model.origin = model.first + (model.last - model.first) / 2;
  const auto points = points_of(offsets, model.origin);
  auto fitted = fit_line(points, LineMethod::least_squares, bootstrap);
  if (const auto* const refusal = std::get_if<Refusal>(&fitted)) return *refusal;
  auto& line = std::get<LineFit>(fitted);
  const bool drifts = !contains_zero(line.slope.interval);
  if (!drifts) level(line, points);
  model.offset_at_origin = offsets.front().offset + rounded(line.intercept.value);
  model.drift = line.slope;
  model.residuals_seconds = line.residuals;
  model.spread_seconds = spread_of(points, line.residuals, drifts ? 2 : 1);
  model.half_round_trip_seconds = seconds(std::ranges::min(offsets, {}, &ClockOffset::half_round_trip).half_round_trip);
  return model;
}

}  // namespace breakeven
