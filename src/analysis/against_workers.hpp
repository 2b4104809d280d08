// Which points of a group show what more workers bring.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

struct AgainstWorkers {
  std::optional<std::uint64_t> size;           ///< of all of them; nothing where the work grows with the workers
  std::vector<std::vector<std::size_t>> rows;  ///< of the summary, by curve of the group, ascending in workers
};

/// Those of the largest size at which some curve has several numbers of workers, and all where the work grows with
/// them. Nothing where no curve has several.
std::optional<AgainstWorkers> rows_against_workers(const Group& group, const StudySummary& summary);

/// The number of workers to compare a curve of the group with others by: as many as have a processor each, or as few as
/// there are; one of what the others are compared with.
int workers_to_show(const Curve& curve, const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
