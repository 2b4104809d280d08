// Where would the two break even beyond the sizes that were measured, if they went on as they did?
#pragma once

#include <optional>

#include "breakeven/fit.hpp"
#include "search/round.hpp"

namespace breakeven::search {

/// Each crew's time is taken for start + n times a rate, fitted to its rounds at the largest sizes (within a factor of
/// 100) by least squares of logarithms; the curves cross at the value, infinity where they never do. The interval is of
/// 1000 resamples of the rounds at each size; where it is to be trusted is another question. Nothing with fewer than 3
/// sizes, or where a curve misses the median of a size by more than 10 %. O(1000 rounds).
std::optional<Estimate> extrapolated_crossing(const RoundsBySize& rounds, double confidence);

}  // namespace breakeven::search
