#include "breakeven/linear_fit.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>

#include "statistics/checks.hpp"
#include "statistics/line_sample.hpp"
#include "statistics/order.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

void require_points(std::span<const LinePoint> points) {
  for (const LinePoint& point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y) || !std::isfinite(point.weight)) {
      throw std::invalid_argument("statistics: a point of a line is not finite");
    }
    if (!(point.weight > 0)) throw std::invalid_argument("statistics: a weight must be above 0");
  }
}

std::set<double> values_of_x(std::span<const LinePoint> points) {
  std::set<double> values;
  for (const LinePoint& point : points) values.insert(point.x);
  return values;
}

void set_intervals(LineFit& fit, statistics::LineSample& sample, const Bootstrap& bootstrap) {
  statistics::Random random(bootstrap.seed);
  std::vector<double> intercepts;
  std::vector<double> slopes;
  for (int resample = 0; resample < bootstrap.resamples; ++resample) {
    const statistics::Line line = sample.resampled(random);
    intercepts.push_back(line.intercept);
    slopes.push_back(line.slope);
  }
  const auto [of_intercept, of_slope] = sample.degrees();
  const double confidence = bootstrap.confidence;
  fit.intercept.interval = statistics::student_interval(intercepts, fit.intercept.value, confidence, of_intercept);
  fit.slope.interval = statistics::student_interval(slopes, fit.slope.value, confidence, of_slope);
}

void set_residuals(LineFit& fit, std::span<const LinePoint> points) {
  std::vector<double> sizes;
  for (const LinePoint& point : points) {
    fit.residuals.push_back(point.y - fit.at(point.x));
    sizes.push_back(std::abs(fit.residuals.back()));
  }
  fit.typical_residual = statistics::median_in_place(sizes);
}

}  // namespace

Fitted<LineFit> fit_line(std::span<const LinePoint> points, LineMethod method, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  require_points(points);
  const std::set<double> levels = values_of_x(points);
  if (levels.size() < 3) {
    return Refusal{"a line needs observations at 3 different levels at least, to show whether it is one; there are " +
                   std::to_string(levels.size())};
  }
  statistics::LineSample sample(points, method);
  const statistics::Line line = sample.fit();
  LineFit fit;
  fit.intercept.value = line.intercept;
  fit.slope.value = line.slope;
  fit.levels = levels.size();
  fit.range = {.low = *levels.begin(), .high = *levels.rbegin()};
  set_intervals(fit, sample, bootstrap);
  set_residuals(fit, points);
  return fit;
}

}  // namespace breakeven
