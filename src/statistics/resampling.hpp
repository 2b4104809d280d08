// The pieces of a bootstrap.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven::statistics {

/// The median of as many values drawn with replacement from `sorted`, in O(1). Order statistic k of n draws is the
/// value at the n-th part in which order statistic k of n uniform numbers falls, and that is distributed as
/// Beta(k, n + 1 - k): nothing needs to be drawn or sorted. About 100 ns.
double resampled_median(std::span<const double> sorted, Random& random);

/// The percentile interval of the estimates of resamples, which it moves around. `degrees` is how many independent
/// deviations the resamples were made of: the percentiles are those at which a normal interval of a sample that small
/// would be as wide as Student's (Hesterberg 2015: "expanded percentile").
Interval percentile_interval(std::vector<double>& estimates, double confidence, std::size_t degrees);

/// The same where resamples are as wide as the data already, and `degrees` may be so few that no percentile would do:
/// the plain percentiles, their distances from `estimate` multiplied by Student's quantile over the normal one.
Interval student_interval(std::vector<double>& estimates, double estimate, double confidence, std::size_t degrees);
Interval student_interval(std::vector<double>& estimates, double estimate, double confidence, double degrees);

/// By how much the medians of resamples of `count` values deviate more than the median itself does, as a factor; and
/// how many degrees of freedom the spread of those medians has, when it is taken for the median's: far fewer than
/// count - 1, because few values near the middle make it. Both are close to what they are for normal values (within 7
/// % and 30 %), as tests/statistics/resampled_median.py computes them. `count` is 3 at least.
double resampled_median_excess(std::size_t count);
double resampled_median_degrees(std::size_t count);

}  // namespace breakeven::statistics
