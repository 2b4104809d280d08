// MPI without us: what is written by hand, in the way of the OSU micro-benchmarks.
#include "bench/raw_mpi.hpp"

#include <mpi.h>

#include <vector>

namespace breakeven::bench {
namespace {

void ping_pong(std::vector<std::byte>& message, int rounds) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  const auto bytes = static_cast<int>(message.size());
  for (int i = 0; i < rounds; ++i) {
    if (rank == 0) {
      MPI_Send(message.data(), bytes, MPI_CHAR, 1, 1, MPI_COMM_WORLD);
      MPI_Recv(message.data(), bytes, MPI_CHAR, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
      MPI_Recv(message.data(), bytes, MPI_CHAR, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      MPI_Send(message.data(), bytes, MPI_CHAR, 0, 1, MPI_COMM_WORLD);
    }
  }
}

void all_reduce(int rounds) {
  double mine = 1;
  double sum = 0;
  for (int i = 0; i < rounds; ++i) MPI_Allreduce(&mine, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
}

}  // namespace

RawMpi raw_mpi() { return {ping_pong, all_reduce}; }

}  // namespace breakeven::bench
