// What the probe writes and its reader reads: stamps in a memory file of the driver's.
//
// libbreakeven-probe.so is preloaded (LD_PRELOAD) into a launcher, which hands it on to its ranks. It is part of
// programs that are not ours, so this header needs no C++ library at run time.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace breakeven::probe {

/// Where the file is: "/proc/PID/fd/DESCRIPTOR:TOKEN", the token in hexadecimal.
inline constexpr const char* file_variable = "BREAKEVEN_PROBE";
inline constexpr const char* file_label = "breakeven-probe";

/// In the order in which a rank has them.
enum class Event : std::uint32_t {
  none,
  fork_called,  ///< by the parent; written by the child
  exists,       ///< a forked child runs
  exec_called,  ///< the process is about to become another program
  loaded,       ///< the loader is done with the program's libraries and their constructors
  init_begins,  ///< MPI_Init or MPI_Init_thread
  init_ends,
  barrier_passed,    ///< the first MPI_Barrier has returned
  message_received,  ///< the first MPI_Recv has returned
  spawn_begins,      ///< MPI_Comm_spawn
  spawn_ends,
  disconnect_begins,  ///< MPI_Comm_disconnect
  disconnect_ends,
  finalize_begins,  ///< MPI_Finalize
  finalize_ends,
  exits,      ///< exit() has come to the libraries; _exit() and signals pass unseen
  part,       ///< no moment but a duration: see Stamp::period
  component,  ///< no moment but a duration: what a component took to load
};
inline constexpr std::size_t event_count = 16;  ///< those that are moments, and `none`

/// Periods of a process's life whose time is told apart by what its thread was in. Exclusively: loading a component in
/// PMIx_Init is `components`.
enum class Period : std::uint8_t {
  start,     ///< from `loaded` to its first fork (launchers)
  init,      ///< MPI_Init
  finalize,  ///< MPI_Finalize
};
inline constexpr std::size_t period_count = 3;

enum class Part : std::uint8_t {
  rest,
  components,  ///< dlopen of files that are named with their directory
  topology,    ///< hwloc_topology_load: what the machine looks like
  pmix_init,   ///< PMIx_Init, PMIx_server_init: getting to know the launcher
  addresses,   ///< PMIx_Get: what other ranks have published
  fence,       ///< PMIx_Fence and, from PMIx_Fence_nb until it is done, what `rest` would be: waiting for all ranks
  pmix_end,    ///< PMIx_Finalize: taking leave of the launcher
};
inline constexpr std::size_t part_count = 7;

struct Stamp {
  std::atomic<Event> event;  ///< written last; `none` for a stamp that is not complete
  std::int32_t pid;
  std::int32_t parent;
  std::int32_t rank;         ///< as the environment says; -1 for none
  std::int64_t nanoseconds;  ///< of CLOCK_MONOTONIC; of parts and components how long they took
  std::uint32_t count;       ///< of parts: how often
  Period period;
  Part part;
  bool spawned;   ///< the rank was started by MPI_Comm_spawn
  char name[33];  ///< of components: of the file, cut; ends with a zero
};
static_assert(std::atomic<Event>::is_always_lock_free && sizeof(Stamp) == 64);

/// What the file begins with; stamps follow up to its end.
struct Header {
  std::uint64_t token;  ///< so that a file of another driver, on another host perhaps, is not taken for this one
  std::atomic<std::uint32_t> taken;  ///< more than there is room for, if stamps were lost
  std::uint32_t capacity;
};

inline constexpr std::size_t bytes_for(std::size_t stamps) { return sizeof(Header) + stamps * sizeof(Stamp); }
inline Stamp* stamps_of(Header& header) { return reinterpret_cast<Stamp*>(&header + 1); }

}  // namespace breakeven::probe
