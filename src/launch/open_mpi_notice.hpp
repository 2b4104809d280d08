// What mpirun says when one of its ranks is killed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace breakeven::launch {

struct DeadRank {
  int rank = 0;
  std::int64_t pid = 0;  ///< 0 when mpirun knows no better
  int signal = 0;
};

/// Finds "mpirun noticed that process rank 3 with PID 4711 on node here exited on signal 9 (Killed)." in its output.
std::optional<DeadRank> open_mpi_notice(std::string_view output);

}  // namespace breakeven::launch
