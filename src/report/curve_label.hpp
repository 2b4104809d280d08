// What curves and their groups are called.
#pragma once

#include <string>

#include "analysis/curves.hpp"
#include "analysis/judged_crews.hpp"

namespace breakeven::report {

/// "threads", "fork, pipe", "hybrid × 2", "mpi, bound to core".
std::string curve_label(const analysis::Way& way);

/// So many workers of a way: "2 threads", "2 forked, pipe", "4 ranks, bound to core".
std::string crew_label(const analysis::Way& way, int workers);
std::string crew_label(const analysis::CrewOf& crew, const analysis::Group& group);

/// "Strong: pi, seed=1"
std::string group_label(const analysis::Group& group);

/// "n = 1e6"
std::string size_label(std::uint64_t size);

}  // namespace breakeven::report
