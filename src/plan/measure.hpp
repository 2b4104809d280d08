// The table [measure] of a plan: how points are measured, and which ones are added or left out.
#pragma once

#include <string>
#include <vector>

#include "plan/document.hpp"
#include "plan/plan.hpp"

namespace breakeven::plan {

struct Measure {
  Rules rules;
  bool oversubscribe = true;  ///< points with more workers than processors are run
  bool twin = true;
  bool overhead = true;
};

/// The keys that it can have.
std::vector<std::string> measure_keys();

/// Throws Mistake.
Measure read_measure(const Table& table);

}  // namespace breakeven::plan
