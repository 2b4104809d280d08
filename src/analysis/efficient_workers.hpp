// Up to how many workers it is sensible to go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/curves.hpp"
#include "breakeven/costing.hpp"

namespace breakeven::analysis {

/// Below it more than half of what is paid for is wasted.
inline constexpr double efficiency_threshold = 0.5;

struct EfficientWorkers {
  std::size_t curve = 0;  ///< of the group
  std::uint64_t size = 0;
  Fitted<SensibleWorkers> workers;  ///< up to which efficiency keeps to efficiency_threshold
};

/// One for each of scaling_rows(); none where work grows with the workers.
std::vector<EfficientWorkers> efficient_workers(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
