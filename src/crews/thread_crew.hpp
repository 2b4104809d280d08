// Crews of threads, free ones and such that share one big lock.
#pragma once

#include <memory>

#include "breakeven/crew.hpp"

namespace breakeven::crews {

/// `options.kind` is threads or gil.
std::unique_ptr<Crew> make_thread_crew(const CrewOptions& options);

}  // namespace breakeven::crews
