// Order statistics: sorted values, and what can be read off them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven::statistics {

std::vector<double> sorted_copy(std::span<const double> values);

/// Of at least one value.
double median_of_sorted(std::span<const double> sorted);

/// In O(n), by moving `values` around. Of at least one.
double median_in_place(std::span<double> values);

/// Whether even the whole range of `count` values covers their median with less than `confidence`: all of them lie on
/// one side of it with probability 2^(1 - count).
bool too_few_for_median(std::size_t count, double confidence);

/// As median_interval() says.
std::optional<Interval> interval_of_sorted(std::span<const double> sorted, double confidence);

}  // namespace breakeven::statistics
