#include "plan/controls.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "plan/kinds.hpp"

namespace breakeven::plan {
namespace {

Point overhead_of(const Point& point) {
  Point overhead;
  overhead.role = Role::overhead;
  overhead.kind = point.kind;
  if (point.kind == CrewKind::command) {  // its counts are only what the command is told
    overhead.workload = command_workload;
    overhead.parameters = {{"command", "true"}};
    return overhead;
  }
  overhead.workload = "null";
  overhead.workers = point.workers;
  overhead.nodes = point.nodes;
  overhead.threads_per_rank = point.threads_per_rank;
  overhead.binding = point.binding;
  return overhead;
}

}  // namespace

Point twin_of_first(const std::vector<Point>& points) {
  const auto first = std::ranges::find_if(points, [](const Point& point) { return point.skipped.empty(); });
  Point twin = *first;
  twin.role = Role::twin;
  return twin;
}

std::vector<Point> overhead_of_crews(const std::vector<Point>& points) {
  std::vector<Point> found;
  std::unordered_set<std::string> seen;
  for (const Point& point : points) {
    if (!point.skipped.empty()) continue;
    Point overhead = overhead_of(point);
    if (seen.insert(overhead.identity()).second) found.push_back(std::move(overhead));
  }
  return found;
}

}  // namespace breakeven::plan
