// Crews of processes: forked, spawned, or forked from a server.
#pragma once

#include <memory>

#include "breakeven/crew.hpp"

namespace breakeven::crews {

/// `options.kind` is fork, spawn or forkserver.
std::unique_ptr<Crew> make_process_crew(const CrewOptions& options, const WorkloadRegistry& registry);

}  // namespace breakeven::crews
