// What a crew is called in tables.
#pragma once

#include <string>

#include "breakeven/crew.hpp"

namespace breakeven::report {

/// "serial", "8 threads", "1 rank", "8 forked", "8 forked, pipe", "4 × 2 hybrid" (ranks × threads).
std::string crew_label(CrewKind kind, int workers, int threads_per_rank, Share share);

}  // namespace breakeven::report
