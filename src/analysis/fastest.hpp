// Who is the fastest, size by size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

struct Fastest {
  std::uint64_t size = 0;
  std::size_t row = 0;
  std::vector<std::size_t> alike;  ///< rows that cannot be told from it: see measure::PointSummary::like_fastest
  std::size_t slower = 0;          ///< how many others there are
};

/// One for each size of the group at which at least two points have times, ascending.
std::vector<Fastest> fastest_by_size(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
