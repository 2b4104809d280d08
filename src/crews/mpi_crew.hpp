// Crews of MPI ranks, seen from the driver, which itself never calls MPI: it launches the ranks (or starts the one
// that belongs to it, when a launcher started the others) and talks to rank 0 over a socket.
#pragma once

#include <memory>

#include "breakeven/crew.hpp"

namespace breakeven::crews {

/// `options.kind` is mpi or hybrid.
std::unique_ptr<Crew> make_mpi_crew(const CrewOptions& options);

}  // namespace breakeven::crews
