#include "statistics/line_sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace breakeven::statistics {
namespace {

template <typename Member>
std::vector<double> column(std::span<const LinePoint> points, Member member) {
  std::vector<double> values;
  values.reserve(points.size());
  for (const LinePoint& point : points) values.push_back(point.*member);
  return values;
}

bool all_repeated(const std::vector<Level>& levels) {
  return std::ranges::all_of(levels, [](const Level& level) { return level.points.size() > 1; });
}

}  // namespace

LineSample::LineSample(std::span<const LinePoint> points, LineMethod method)
    : method_(method),
      x_(column(points, &LinePoint::x)),
      y_(column(points, &LinePoint::y)),
      weights_(column(points, &LinePoint::weight)),
      design_(x_, weights_),
      levels_(levels_of(x_)),
      repeated_(all_repeated(levels_)),
      level_of_(points.size()),
      centres_(points.size()),
      scales_(points.size()),
      deviations_(points.size()),
      resample_(points.size()) {
  for (const Level& level : levels_) {
    level_x_.push_back(level.x);
    level_weights_.push_back(sum_at(level, weights_));
  }
  if (repeated_) {
    prepare_within_levels();
  } else {
    prepare_residuals();
  }
}

void LineSample::prepare_within_levels() {
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    const double centre = method_ == LineMethod::least_squares ? mean_at(level, y_) : median_at(level, y_);
    const auto m = static_cast<double>(level.points.size());
    for (const std::size_t point : level.points) {
      level_of_[point] = l;
      centres_[point] = centre;
      deviations_[point] = std::sqrt(m / (m - 1)) * (y_[point] - centre);
    }
  }
}

void LineSample::prepare_residuals() {
  const Line line = fit();
  for (std::size_t i = 0; i < x_.size(); ++i) {
    centres_[i] = line.at(x_[i]);
    scales_[i] = 1 / std::sqrt(weights_[i]);
    // A point that is fitted exactly whatever it is has no residual to learn from.
    constexpr double least_freedom = 1e-9;
    deviations_[i] = (y_[i] - centres_[i]) / scales_[i] / std::sqrt(std::max(1 - design_.leverage(i), least_freedom));
  }
  const double mean = std::accumulate(deviations_.begin(), deviations_.end(), 0.0) / static_cast<double>(x_.size());
  for (double& deviation : deviations_) deviation -= mean;
}

double LineSample::draw(std::size_t point, Random& random) const {
  if (!repeated_) return centres_[point] + scales_[point] * deviations_[random.index(deviations_.size())];
  const auto& others = levels_[level_of_[point]].points;
  return centres_[point] + deviations_[others[random.index(others.size())]];
}

Line LineSample::resampled(Random& random) {
  for (std::size_t i = 0; i < resample_.size(); ++i) resample_[i] = draw(i, random);
  return fit(resample_);
}

LineDegrees LineSample::degrees() const {
  if (!repeated_) return {.intercept = x_.size() - 2, .slope = x_.size() - 2};
  return {.intercept = degrees_within_levels(&Line::intercept), .slope = degrees_within_levels(&Line::slope)};
}

std::size_t LineSample::degrees_within_levels(double Line::*parameter) const {
  double sum = 0;
  double scaled_squares = 0;
  for (const Level& level : levels_) {
    double squares = 0;
    double influences = 0;
    for (const std::size_t point : level.points) {
      squares += deviations_[point] * deviations_[point];
      influences += std::pow(design_.influence(point).*parameter, 2);
    }
    const auto m = static_cast<double>(level.points.size());
    const double variance = influences * squares / m;
    sum += variance;
    scaled_squares += variance * variance / (m - 1);
  }
  // Observations that agree exactly have no spread to be uncertain about.
  if (!(scaled_squares > 0)) return x_.size() - levels_.size();
  return static_cast<std::size_t>(std::max(sum * sum / scaled_squares, 1.0));
}

Line LineSample::fit(std::span<const double> y) const {
  if (method_ == LineMethod::least_squares) return design_.solve(y);
  std::vector<double> medians;
  medians.reserve(levels_.size());
  for (const Level& level : levels_) medians.push_back(median_at(level, y));
  return theil_sen_line(level_x_, medians, level_weights_);
}

}  // namespace breakeven::statistics
