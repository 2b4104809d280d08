// A straight line y = intercept + slope x through repeated observations at a few levels of x: what starting a crew
// costs whatever its size and what each worker adds, what a message costs at all and per byte, how two clocks drift
// apart.
//
// By weighted least squares, or robustly by Theil and Sen: the median of the slopes between all pairs of levels, each
// level being the median of its observations and each pair counting by how well it tells the slope (Theil 1950; Sen
// 1968; weights: Sievers, JASA 73, 1978). Theil-Sen rather than iteratively reweighted
// least squares, because it is made of medians, as all summaries here: no scale to guess, no iteration to watch, and
// late launches, fewer than half of a level's, hardly move it.
//
// Intervals come from a bootstrap over the observations, resampled within their level, about the level's mean or median
// and widened by sqrt(m / (m - 1)) for its m observations; where a level has only one, residuals of the fit are
// resampled among all points instead, scaled by weight and leverage (Davison & Hinkley, Bootstrap Methods and their
// Application, 1997, section 6.2). Both are then widened by the ratio of Student's quantile to the normal
// one, for few observations. What a bootstrap of observations cannot see is a curve: look at the residuals by level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

struct LinePoint {
  double x = 0;
  double y = 0;
  double weight = 1;  ///< 1 over the variance of y, up to a factor. Above 0.
};

enum class LineMethod : std::uint8_t { least_squares, theil_sen };

struct LineFit {
  Estimate intercept;             ///< in units of y
  Estimate slope;                 ///< in units of y per unit of x
  std::vector<double> residuals;  ///< y - (intercept + slope x), in the order of the points
  double typical_residual = 0;    ///< their median absolute value
  std::size_t levels = 0;         ///< different values of x
  Interval range;                 ///< of x: outside, the line is extrapolated

  double at(double x) const { return intercept.value + slope.value * x; }
  bool extrapolates(double x) const { return x < range.low || x > range.high; }
};

/// Refused below 3 levels: a line through 2 fits whatever they are. O(resamples (points + levels^2)); 2000 resamples of
/// 100 points at 5 levels take a few milliseconds. Throws std::invalid_argument for what is no finite number, a weight
/// that is not above 0, or a bootstrap that makes no sense.
Fitted<LineFit> fit_line(std::span<const LinePoint> points, LineMethod method = LineMethod::theil_sen,
                         const Bootstrap& bootstrap = {});

}  // namespace breakeven
