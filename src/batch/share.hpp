// The part of a study that one batch job runs, and what it needs of the cluster.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "plan/point.hpp"

namespace breakeven::batch {

struct Share {
  std::string name;       ///< of its job and files: "nodes-2", "all-nodes"
  std::string selection;  ///< what is true of its points: "nodes == 2"; empty: it has all
  int nodes = 1;
  /// Together as many processors as the largest point has workers on a node, and at least as many tasks as the point
  /// with the most ranks has there: just as many where they divide the processors, else one for each.
  int tasks_per_node = 1;
  int cpus_per_task = 1;
  std::size_t points = 0;  ///< that are to be run

  bool has(const plan::Point& point) const { return selection.empty() || point.nodes == nodes; }
  friend bool operator==(const Share&, const Share&) = default;
};

/// One share for each number of nodes, ascending: each job gets just what its points need. Points that are skipped
/// belong to none; empty when that is all there are.
std::vector<Share> share_by_nodes(std::span<const plan::Point> points);

/// All points in one job of the largest number of nodes. Empty when there is nothing to run.
std::vector<Share> share_as_one(std::span<const plan::Point> points);

}  // namespace breakeven::batch
