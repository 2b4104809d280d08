// The part of a hybrid exchange that crosses ranks: done by each rank's leader for all its threads.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "crews/landing.hpp"
#include "ranks/mpi_communicator.hpp"
#include "ranks/transfer.hpp"

namespace breakeven::ranks {

/// What one thread brings to an exchange, and what its leader puts there for it. Workers are counted rank by rank.
struct ThreadExchange {
  std::span<const std::span<const std::byte>> pieces;  ///< one for each worker
  std::span<std::byte> offered;                        ///< where it wants to receive, if anywhere
  crews::Landing* landing = nullptr;                   ///< where it receives otherwise
  std::vector<std::span<const std::byte>> received;    ///< one from each worker; those of its own rank are left alone
};

/// Collective over the leaders. One entry per thread of this rank, equally many on all. Every pair of threads has
/// messages of its own, so nothing is packed. Throws Error.
void exchange_between_ranks(MpiCommunicator& leader, std::span<ThreadExchange* const> threads);

}  // namespace breakeven::ranks
