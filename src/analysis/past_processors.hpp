// What happens when there are more workers than processors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/curves.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven::analysis {

struct PastProcessors {
  std::size_t curve = 0;
  std::uint64_t size = 0;
  int processors = 0;          ///< that they may use; 0: not known
  std::size_t within_row = 0;  ///< the most workers that have a processor each
  std::size_t beyond_row = 0;  ///< the most workers
  MedianRatio ratio{};         ///< of the whole time beyond to that within
};

/// At most one for each curve: at the largest size at which both were measured. Weak scaling has none: its work grows.
std::vector<PastProcessors> past_processors(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
