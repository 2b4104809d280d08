// The points that speed-up, efficiency and costs of more workers are read off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

struct ScalingRows {
  std::size_t curve = 0;                ///< of the group
  std::optional<std::uint64_t> size{};  ///< nothing: work grows with the workers
  std::vector<std::size_t> rows;        ///< two or more that have a base; ascending in workers
};

/// Of each curve that has such: see rows_against_workers(). Of several numbers of nodes the fastest counts.
std::vector<ScalingRows> scaling_rows(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
