// From the counts that a plan gives to the crew of a point, by kind:
//
//   serial                                one worker, whatever is given
//   threads gil fork spawn forkserver     one node: `workers`, or ranks_per_node * threads_per_rank of them
//   mpi                                   `workers`, or nodes * ranks_per_node, ranks of one thread
//   hybrid command                        `workers`, or nodes * ranks_per_node * threads_per_rank
//
// What is not given is 1; a hybrid crew of which only the workers are given gets default_threads_per_rank().
#pragma once

#include <optional>
#include <string>

#include "breakeven/crew.hpp"

namespace breakeven::plan {

inline constexpr int most_workers = 1'000'000;  ///< of one crew

/// As a plan gives them for one point.
struct GivenCounts {
  std::optional<int> workers;
  std::optional<int> nodes;
  std::optional<int> ranks_per_node;
  std::optional<int> threads_per_rank;
};

struct CrewCounts {
  int workers = 1;
  int nodes = 1;
  int threads_per_rank = 1;
  std::string indivisible;  ///< why such a crew cannot be: what does not divide what; empty when it can
};

bool has_ranks(CrewKind kind);      ///< that a launcher starts on nodes: mpi and hybrid
bool is_told_ranks(CrewKind kind);  ///< these, and command

/// Throws UsageError without a place: counts that contradict each other, no counts at all, more than 1e6 workers.
CrewCounts crew_counts(CrewKind kind, const GivenCounts& given);

}  // namespace breakeven::plan
