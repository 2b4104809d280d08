// The moments of a worker's life outside of its jobs: what the launch ladder is made of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "breakeven/timeline.hpp"

namespace breakeven {

/// In the order in which they come. Not every kind of worker has all of them.
enum class Milestone : std::uint8_t {
  exists,     ///< the thread or process runs; of a fresh program: before it replaces its parent's. Of ranks: not known
  main,       ///< its program's main() begins: the loader is done (spawned workers and ranks)
  mpi_init,   ///< MPI_Init is called (ranks)
  mpi_ready,  ///< MPI_Init has returned (ranks)
  ready,      ///< it can take a job
  dismissed,  ///< it has been told that there are no more jobs
  mpi_ended,  ///< MPI_Finalize has returned (ranks)
};
inline constexpr std::size_t milestone_count = 7;

/// "exists", "main", "MPI_Init", ...
std::string_view to_string(Milestone milestone) noexcept;

/// When a worker passed its milestones, by the clock of its host.
struct WorkerLife {
  std::string host;
  std::int64_t pid = 0;
  std::array<std::int64_t, milestone_count> nanoseconds{};  ///< since the clock's epoch; 0 for what is not known

  std::optional<TimePoint> at(Milestone milestone) const noexcept {
    const std::int64_t stamp = nanoseconds[static_cast<std::size_t>(milestone)];
    if (stamp == 0) return std::nullopt;
    return TimePoint(Duration(stamp));
  }
};

}  // namespace breakeven
