// What a rank executable does instead of taking jobs, when its first argument says so: programs as small as they can
// be with the libraries of a rank, to tell what starting them costs.
#pragma once

namespace breakeven::launch {

/// MPI_Init, a barrier, a message from rank 0 to every other and its answer, MPI_Finalize.
inline constexpr const char* empty_role = "empty";
/// The same, but that rank 0 starts the others, as many as the second argument says, by MPI_Comm_spawn.
inline constexpr const char* spawning_role = "spawn-ranks";
/// What spawning_role starts.
inline constexpr const char* spawned_role = "spawned";

}  // namespace breakeven::launch
