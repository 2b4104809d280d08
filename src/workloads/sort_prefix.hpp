// Sums over the workers of lower rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/communicator.hpp"

namespace breakeven::workloads {

/// Collective. For every element the sum of what the workers of lower rank passed; all must pass as many elements.
/// Every worker gets p words per element.
inline std::vector<std::uint64_t> sums_before(Communicator& communicator, std::span<const std::uint64_t> mine) {
  const auto all = communicator.all_gather(mine);
  std::vector<std::uint64_t> before(mine.size());
  const std::size_t lower = static_cast<std::size_t>(communicator.rank()) * mine.size();
  for (std::size_t i = 0; i < lower; ++i) before[i % mine.size()] += all[i];
  return before;
}

}  // namespace breakeven::workloads
