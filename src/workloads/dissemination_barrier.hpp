// A barrier made of messages: what separates the repetitions of a collective, so that the barrier of the library that
// is being measured does not (Hensgen, Finkel & Manber, Two Algorithms for Barrier Synchronization, 1988).
#pragma once

#include "breakeven/communicator.hpp"

namespace breakeven::workloads {

/// Returns when all workers have entered it. ceil(log2 p) rounds of one empty message out and one in. All workers must
/// be able to send messages to each other.
void dissemination_barrier(Communicator& communicator);

}  // namespace breakeven::workloads
