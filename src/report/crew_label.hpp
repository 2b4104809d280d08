// What a crew is called in tables.
#pragma once

#include <string>

#include "breakeven/crew.hpp"
#include "plan/point.hpp"

namespace breakeven::report {

/// "serial", "8 threads", "1 rank", "8 forked", "8 forked, pipe", "4 × 2 hybrid" (ranks × threads).
std::string crew_label(CrewKind kind, int workers, int threads_per_rank, Share share);

/// Of a crew whose way has a name: "8 threads, by rows"; a user's command, which is labelled by how many there are, is
/// called by that name: "fork pool × 8". The same label for ways without one.
std::string with_way(std::string label, CrewKind kind, const std::string& way);

/// The same with where they are and what their way is called: "4 ranks on 2 nodes", "4 × 2 hybrid, bound to core".
std::string crew_label(const plan::Point& point);

}  // namespace breakeven::report
