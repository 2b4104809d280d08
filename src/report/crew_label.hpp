// What a crew is called in tables.
#pragma once

#include <string>

#include "breakeven/crew.hpp"
#include "plan/point.hpp"

namespace breakeven::report {

/// "serial", "8 threads", "1 rank", "8 forked", "8 forked, pipe", "4 × 2 hybrid" (ranks × threads), "command × 8".
/// Where its way has a name a user's command is called by that, "fork pool × 8", and other crews are with it, "8
/// threads, by rows".
std::string crew_label(CrewKind kind, int workers, int threads_per_rank, Share share, const std::string& way = {});

/// The same with where they are: "4 ranks on 2 nodes", "4 × 2 hybrid, bound to core".
std::string crew_label(const plan::Point& point);

}  // namespace breakeven::report
