#include "launch/open_mpi_notice.hpp"

#include <cinttypes>
#include <cstdio>
#include <string>

namespace breakeven::launch {

std::optional<DeadRank> open_mpi_notice(std::string_view output) {
  constexpr std::string_view start = "process rank ";
  for (auto at = output.find(start); at != std::string_view::npos; at = output.find(start, at + start.size())) {
    const std::string notice(output.substr(at));
    DeadRank dead;
    if (std::sscanf(notice.c_str(), "process rank %d with PID %" SCNd64 " on node %*s exited on signal %d", &dead.rank,
                    &dead.pid, &dead.signal) == 3) {
      return dead;
    }
  }
  return std::nullopt;
}

}  // namespace breakeven::launch
