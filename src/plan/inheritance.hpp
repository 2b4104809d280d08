// Parts inherit what stands above them.
#pragma once

#include <vector>

#include "plan/document.hpp"

namespace breakeven::plan {

/// The parts of a plan, each with what it inherits; without any [[part]], the plan itself. Throws Mistake.
///
/// A key of a part replaces the one above; [parameters] are replaced one by one. `workers` and `ranks_per_node` are two
/// ways to say one thing, so that either replaces the other. A title is not inherited.
std::vector<Table> parts_with_inheritance(const Table& plan);

}  // namespace breakeven::plan
