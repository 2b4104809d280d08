#include "plan/controls.hpp"

#include <string>
#include <unordered_set>
#include <utility>

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
  overhead.share = point.share;
  return overhead;
}

Point twin_of(Point point) {
  point.role = Role::twin;
  return point;
}

}  // namespace

std::vector<Point> controls_of(const std::vector<Point>& points, const Measure& measure) {
  std::vector<Point> overhead;
  std::unordered_set<std::string> seen;
  const Point* fewest = nullptr;
  for (const Point& point : points) {
    if (!point.skipped.empty()) continue;
    if (fewest == nullptr || point.workers < fewest->workers) fewest = &point;
    Point own = overhead_of(point);
    if (seen.insert(own.identity()).second) overhead.push_back(std::move(own));
  }
  std::vector<Point> controls;
  if (measure.twin && fewest != nullptr) controls.push_back(twin_of(*fewest));
  if (measure.overhead) controls.insert(controls.end(), overhead.begin(), overhead.end());
  return controls;
}

}  // namespace breakeven::plan
