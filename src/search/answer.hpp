// What is known of a break-even point from the rounds that have been run so far. See include/breakeven/break_even.hpp
// for the words; here, both crews' rounds belong together, sizes lie where the search took them, and most of them near
// the crossing, where they differ by less than their noise.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>

#include "breakeven/break_even.hpp"
#include "statistics/ratio_fit.hpp"

namespace breakeven::search {

inline constexpr double endless = std::numeric_limits<double>::infinity();

/// A bracket reaches from the largest size at which the base surely wins to the next larger one at which the candidate
/// does; 0 and infinity where there is no such size.
struct SearchAnswer {
  BreakEvenVerdict verdict = BreakEvenVerdict::undecided;
  double size = 0;       ///< N*, for `from`
  Interval interval;     ///< of N*, for `from`: low is 0 where the base did not surely win anywhere
  bool precise = false;  ///< the interval is narrow enough, or as narrow as it can be: sizes are whole
  Interval bracket;      ///< of the last crossing: where it seems to be
  Interval limits;       ///< the same beyond doubt
  Interval range;        ///< of sizes measured
  /// Where it ends to pay: from the largest size at which the candidate surely wins to the next larger one at which the
  /// base does, infinity where none is known. Both are infinity where the candidate wins at the largest size.
  Interval end{.low = endless, .high = endless};
  std::size_t crossings = 0;                ///< changes from slower to faster, beyond doubt
  std::optional<statistics::RatioFit> fit;  ///< near the crossing
};

/// Where the candidate does not win at the largest sizes but surely does below, the answer is that of the sizes below,
/// and `end` tells of the others: crews that pay for a while may not for sizes that no longer fit into some memory.
/// `levels` ascend; an interval is narrow enough when its high is not above `precision` times its low. Undecided,
/// without a range, for no levels. O(levels rounds).
SearchAnswer answer_of(std::span<const statistics::RatioLevel> levels, double confidence, double precision);

}  // namespace breakeven::search
