// Where a curve falls below 0 for good, with an interval from resampled curves: break-even points, and the number of
// workers at which efficiency is lost.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven::statistics {

inline constexpr double beyond_range = std::numeric_limits<double>::infinity();

/// The place from which `y`, given at ascending `x` and straight between, is below 0 up to the end: infinity when it is
/// not at the end, minus infinity when it is everywhere.
double last_descent(std::span<const double> x, std::span<const double> y);

/// The place up to which `y` has been above 0 from the beginning, in the same way: infinity when it is everywhere,
/// minus infinity when it is not at the beginning.
double first_descent(std::span<const double> x, std::span<const double> y);

/// The stretches in which `y` is below 0.
std::vector<Interval> below_zero(std::span<const double> x, std::span<const double> y);

/// Places, those beyond the range being moved to its ends.
std::vector<double> within(std::span<const double> places, const Interval& range);

/// Between percentiles of places, infinite ones included. Resamples are as wide as the data; percentiles are those at
/// which a normal interval would be as wide as Student's with so many degrees of freedom.
Interval percentiles_of_places(std::vector<double> places, double confidence, double degrees);

/// Of a place, from those of resamples: symmetric about it (symmetric_interval() says why) where percentiles are
/// finite, else between those. An end outside of the range is infinite.
Interval interval_of_places(std::vector<double> places, double place, const Interval& range, double confidence,
                            double degrees);

}  // namespace breakeven::statistics
