#pragma once

#include <vector>

#include "coverage.hpp"

namespace breakeven::coverage {

/// The laws of breakeven/scaling_laws.hpp, with parameters inside their bounds and at them.
std::vector<Model> scaling_models();

}  // namespace breakeven::coverage
