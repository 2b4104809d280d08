// MPI without us, for workloads that only the benchmarks' ranks can run.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace breakeven::bench {

struct RawMpi {
  std::function<void(std::vector<std::byte>& message, int rounds)> ping_pong;  ///< between ranks 0 and 1
  std::function<void(int rounds)> all_reduce;                                  ///< of 8 bytes
};

/// Only in the ranks' program.
RawMpi raw_mpi();

}  // namespace breakeven::bench
