// What it costs to start ranks by mpirun and by MPI_Comm_spawn, to the bottom: launches of small MPI programs, looked
// into by the probe (src/probe).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "overhead/series.hpp"

namespace breakeven::overhead {

/// How ranks are to talk.
struct TransportChoice {
  std::string name;
  std::vector<std::string> words;  ///< for mpirun
};
/// As Open MPI finds them ("default"), and "ob1, self+vader".
std::vector<TransportChoice> both_transport_choices();
/// The same for ranks that are spawned: vader does not reach those that spawned them, so TCP has to be there.
std::vector<TransportChoice> both_spawn_transport_choices();

/// An MPI program that does nothing: MPI_Init, a barrier, messages from rank 0 to all and back, MPI_Finalize.
struct EmptyProgram {
  std::string name;  ///< stands in the setting of its series; none for our own rank executable
  std::vector<std::string> words;
};

inline constexpr std::string_view without_probe_setting = "without the probe";

struct MpirunPlan {
  std::vector<int> ranks{1, 2, 8};
  std::vector<TransportChoice> transports = both_transport_choices();
  std::vector<TransportChoice> spawn_transports = both_spawn_transport_choices();  ///< none: nothing is spawned
  std::string rank_executable;         ///< breakeven-rank, or one of the same roles (launch/rank_roles.hpp)
  std::vector<EmptyProgram> others{};  ///< to compare with it: programs with fewer libraries
  bool without_mpi = true;             ///< mpirun alone: its version, and a program that knows nothing of MPI
  bool without_probe = true;           ///< the first of all, once more without the probe, to see what that costs
  int launches = 15;
  int warm_up_launches = 1;  ///< before them
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{60};  ///< of one launch
};

/// Section "mpirun", kind "mpi" (or "MPI_Comm_spawn"), workers as many as ranks were started so, setting "TRANSPORTS",
/// "TRANSPORTS, PROGRAM" and for what depends on who is looked at "..., rank 0" or "..., slowest rank"; "...,
/// without the probe" where nothing but "whole" is known. Quantities are the rungs of mpirun_ladder(), which sum to
/// "whole", or of spawn_ladder(); "MPI_Init", "MPI_Finalize" and "MPI_Comm_spawn", the calls; and "loading NAME" for
/// components that took over 25 ms in a launch. Launches of all points are interleaved, round after round in a new
/// order. What fails or hangs is a series "whole" with its trouble. To be called after os::catch_interrupts(), in a
/// small process.
std::vector<Series> measure_mpirun(const MpirunPlan& plan, const Watch& watch);

}  // namespace breakeven::overhead
