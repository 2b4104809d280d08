// Where a line breaks, and whether it does.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace breakeven::statistics {

/// Points [begin, end).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

inline constexpr std::size_t least_stretch = 3;  ///< points: two say nothing about being a line

/// The cuts of the points, ascending in x, into lines that minimise n log(RSS / n) + k log n, with RSS the weighted sum
/// of squares and k the number of parameters: 2 a line, 1 the variance and 3 a cut, for a cut that is searched for
/// counts as three parameters (Ninomiya, Information criterion for Gaussian change-point model, Statistics &
/// Probability Letters 72, 2005; Hall, Osborn, Sakkas, Manchester School 81, 2013). Weighted residuals are relative
/// ones: a misfit of 0.1 % is as good as none. O(n^3). At least `least_stretch` points.
std::vector<Stretch> best_cuts(std::span<const double> x, std::span<const double> y, std::span<const double> weights);

}  // namespace breakeven::statistics
