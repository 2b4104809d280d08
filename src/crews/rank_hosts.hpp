// Whether ranks are where they were meant to be: a launcher that puts them elsewhere says nothing of it.
#pragma once

#include <span>

#include "breakeven/crew.hpp"
#include "crews/wire.hpp"

namespace breakeven::crews {

/// Throws Error with the hosts and what is on each, unless the workers are spread evenly over as many hosts as
/// `options` ask for. Content with anything when they ask for none (nodes = 0), and with adopted ranks.
void check_hosts(const CrewOptions& options, std::span<const WorkerLife> workers);

}  // namespace breakeven::crews
