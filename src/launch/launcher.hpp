// Finding out that a launcher of MPI ranks (mpirun, srun) has started this program, and what it tells its ranks.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "breakeven/crew.hpp"
#include "breakeven/timeline.hpp"

namespace breakeven::launch {

/// This process, as a launcher started it: one of `size` copies.
struct LaunchedRank {
  int rank = 0;
  int size = 1;
  std::string launcher;  ///< "mpirun" or "srun"
  int local_rank = 0;    ///< among the copies on this host
  int local_size = 1;    ///< copies on this host; under srun, their mean over hosts, rounded up
};

/// Read from the environment, without touching MPI. Nothing for a program started by hand.
/// Throws UsageError for copies started by a launcher in a way that they cannot become ranks of one job.
std::optional<LaunchedRank> launched_rank();

/// When the launcher of this process was started, if it runs on this host: start-up as the user feels it begins
/// there. The kernel keeps it with a resolution of 10 ms.
std::optional<TimePoint> launcher_start();

/// Replaces this process, which is not rank 0, by the rank executable. Throws Error if there is none.
[[noreturn]] void become_rank(const CrewOptions& options);

/// Environment variables that tell a rank what it has to know (see src/ranks/README.md).
inline constexpr const char* connect_variable = "BREAKEVEN_CONNECT";
inline constexpr const char* threads_variable = "BREAKEVEN_THREADS_PER_RANK";
inline constexpr const char* binding_variable = "BREAKEVEN_BINDING";
inline constexpr const char* boards_variable = "BREAKEVEN_WORKER_BOARDS";

/// The executable beside this one that has its name and "-ROLE" ("breakeven-rank" beside breakeven), unless `chosen`
/// names another. Throws Error when it is not there.
std::string sibling_executable(const std::filesystem::path& chosen, std::string_view role);

}  // namespace breakeven::launch
