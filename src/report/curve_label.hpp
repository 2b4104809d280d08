// What curves and their groups are called.
#pragma once

#include <string>

#include "analysis/curves.hpp"

namespace breakeven::report {

/// "threads", "fork, pipe", "hybrid × 2", "mpi, bound to core".
std::string curve_label(const analysis::Way& way);

/// "Strong: pi, seed=1"
std::string group_label(const analysis::Group& group);

/// "n = 1e6"
std::string size_label(std::uint64_t size);

}  // namespace breakeven::report
