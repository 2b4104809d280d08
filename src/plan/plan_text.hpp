// A plan of one part from what flags said, so that flags and files are one mechanism: the text goes through
// read_plan() and into the study like any other.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace breakeven::plan {

/// A key of the plan and its values, each as a plan may have it: "8", "1..8", "= 2 * nodes", "lazy".
struct RequestedFactor {
  std::string name;
  std::vector<std::string> values;
};

/// What is empty is not written: the plan's defaults hold.
struct PlanRequest {
  std::string title;
  std::string workload;
  std::vector<std::string> command;      ///< words
  std::vector<std::string> kinds;        ///< or "all"
  std::vector<RequestedFactor> factors;  ///< n, workers, nodes, ranks_per_node, threads_per_rank, binding, share
  std::vector<RequestedFactor> parameters;
  std::string scaling;
  std::string where;
  std::string launcher;
  Rules rules;
  bool oversubscribe = true;
  bool twin = true;
  bool overhead = true;
};

/// The TOML. Never fails: what makes no sense is found by read_plan(), whose places are those of this text.
std::string plan_text(const PlanRequest& request);

}  // namespace breakeven::plan
