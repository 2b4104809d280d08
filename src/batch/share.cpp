#include "batch/share.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace breakeven::batch {
namespace {

using Runnable = std::vector<const plan::Point*>;

bool has_ranks(const plan::Point& point) {
  return point.kind == CrewKind::mpi || point.kind == CrewKind::hybrid || point.kind == CrewKind::command;
}

Runnable runnable(std::span<const plan::Point> points) {
  Runnable found;
  for (const plan::Point& point : points) {
    if (point.skipped.empty()) found.push_back(&point);
  }
  return found;
}

/// Workers that are no ranks live in the one task that is the driver.
int tasks_per_node(const plan::Point& point) { return has_ranks(point) ? std::max(1, point.ranks_per_node()) : 1; }

Share share_of(const Runnable& points) {
  Share share;
  share.points = points.size();
  int processors = 1;
  for (const plan::Point* point : points) {
    share.nodes = std::max(share.nodes, point->nodes);
    share.tasks_per_node = std::max(share.tasks_per_node, tasks_per_node(*point));
    processors = std::max(processors, point->workers / point->nodes);
  }
  if (processors % share.tasks_per_node != 0) share.tasks_per_node = processors;  // more tasks are more slots
  share.cpus_per_task = processors / share.tasks_per_node;
  return share;
}

}  // namespace

std::vector<Share> share_by_nodes(std::span<const plan::Point> points) {
  std::map<int, Runnable> by_nodes;
  for (const plan::Point* point : runnable(points)) by_nodes[point->nodes].push_back(point);
  std::vector<Share> shares;
  for (const auto& [nodes, group] : by_nodes) {
    Share& share = shares.emplace_back(share_of(group));
    share.name = fmt::format("nodes-{}", nodes);
    share.selection = fmt::format("nodes == {}", nodes);
  }
  return shares;
}

std::vector<Share> share_as_one(std::span<const plan::Point> points) {
  const Runnable all = runnable(points);
  if (all.empty()) return {};
  Share share = share_of(all);
  share.name = "all-nodes";
  return {share};
}

}  // namespace breakeven::batch
