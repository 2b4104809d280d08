// Where does one crew's time fall below another's, from rounds in which both did the same job one after the other?
//
// The ratio of a round's two times is what is fitted: what disturbed both cancels. Over a stretch of sizes n it is
// taken for share + start / n: a start that is paid once, and a share of the other's time for the work. That is exact
// where both work in proportion to n, and elsewhere a curve with a place, a slope and a bend that goes with them, which
// is what a neighbourhood needs; whether it holds there is tested (`fits`).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"

namespace breakeven::statistics {

/// The rounds at one size.
struct RatioLevel {
  double size = 0;                    ///< above 0
  std::vector<double> log_ratios;     ///< log(candidate's seconds / base's), one a round
  std::vector<std::size_t> passes{};  ///< in which of them each round was run; empty: all were in one
};

/// Below, passes are too few to tell how they differ.
inline constexpr std::size_t least_passes_to_compare = 4;

struct RatioFit {
  double share = 0;
  double start = 0;  ///< in units of size
  /// The size at which the ratio is 1, if it falls through 1. Its interval is Fieller's (J. Royal Statistical Society B
  /// 16, 1954); high is infinite where the ratio may never get there, and low is 0 where the slope may be nothing.
  std::optional<Estimate> crossing;
  std::size_t rounds = 0;
  std::size_t passes = 0;
  double scatter = 0;  ///< standard deviation of a round's log ratio at one size
  double degrees = 0;  ///< of freedom, of scatter
  /// Sizes lie as close to the curve as rounds at one size let expect (F test at 5 %). Where they lie further off than
  /// in 4 of 5 cases by chance, the interval is made of how far off they lie, if that makes it wider.
  bool fits = true;

  double ratio_at(double size) const { return share + start / size; }
};

/// Least squares of logarithms, but that a residual beyond 2.5 robust standard deviations counts as one of 2.5, with
/// the variance that goes with it (Huber, Annals of Statistics 1, 1973, p. 799). From 4 passes on, the interval is that
/// of a jackknife over passes (ratio_jackknife.hpp); of fewer, it is made of the scatter of rounds. Refused with fewer
/// than 3 sizes or 6 rounds. O(rounds passes) an iteration, of which a few do.
Fitted<RatioFit> fit_ratio(std::span<const RatioLevel> levels, double confidence = 0.95);

}  // namespace breakeven::statistics
