// The pieces of a bootstrap.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven::statistics {

/// The median of as many values drawn with replacement from `sorted`, in O(1). Of more than a few, none is drawn: order
/// statistic k of n draws is the value at the n-th part in which order statistic k of n uniform numbers falls, and that
/// is distributed as Beta(k, n + 1 - k). About 15 ns and 3 ns a value, 100 ns at most.
double resampled_median(std::span<const double> sorted, Random& random);

/// The percentile interval of the estimates of resamples, which it moves around. `degrees` is how many independent
/// deviations the resamples were made of: the percentiles are those at which a normal interval of a sample that small
/// would be as wide as Student's (Hesterberg 2015: "expanded percentile").
Interval percentile_interval(std::vector<double>& estimates, double confidence, std::size_t degrees);

/// The same where resamples are as wide as the data already, and `degrees` may be so few that no percentile would do:
/// the plain percentiles, their distances from `estimate` multiplied by Student's quantile over the normal one.
Interval student_interval(std::vector<double>& estimates, double estimate, double confidence, std::size_t degrees);

/// An interval that is symmetric about the estimate: as wide as the plain percentiles are apart, times Student's
/// quantile over the normal one. For what follows from medians of few values: there the two percentiles, each on its
/// side, cover too much (98.5 % for 95 % and 5 launches a level, as tests/statistics/coverage counts it), because the
/// wider side is more often that of the truth. Moves estimates around.
Interval symmetric_interval(std::vector<double>& estimates, double estimate, double confidence, double degrees);

/// By how much the medians of resamples of `count` values deviate more than the median itself does, as a factor; and
/// with how many degrees of freedom Student's 95 % quantile is that of the median over the deviation of those medians,
/// so corrected: fewer than count - 1, because few values near the middle make it. Both as they are for normal values
/// (within 7 % and 20 %), which tests/statistics/resampled_median.py computes. `count` is 3 at least.
double resampled_median_excess(std::size_t count);
double resampled_median_degrees(std::size_t count);

}  // namespace breakeven::statistics
