// Points as a plan would have them.
#pragma once

#include <string>
#include <utility>

#include "plan/point.hpp"

namespace breakeven::batch {

inline plan::Point point(CrewKind kind, int workers, int nodes = 1, int threads_per_rank = 1) {
  plan::Point point;
  point.workload = "pi";
  point.parameters = {{"n", "1000"}};
  point.problem_size = 1000;
  point.kind = kind;
  point.workers = workers;
  point.nodes = nodes;
  point.threads_per_rank = threads_per_rank;
  return point;
}

inline plan::Point skipped(plan::Point point, std::string reason) {
  point.skipped = std::move(reason);
  return point;
}

}  // namespace breakeven::batch
