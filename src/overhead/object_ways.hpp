// Passing an object from one thread or process to others of the same host, without MPI.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "workloads/passing.hpp"

namespace breakeven::overhead {

/// As records and tables name them.
namespace process_way {
inline constexpr std::string_view threads = "threads";           ///< a pointer
inline constexpr std::string_view fork = "fork";                 ///< copy-on-write: children have what their parent has
inline constexpr std::string_view pipe = "archive by pipe";      ///< Boost.Serialization, from process to process
inline constexpr std::string_view socket = "archive by socket";  ///< likewise
inline constexpr std::string_view memory = "shared memory file";  ///< memfd; flat
inline constexpr std::array all{threads, fork, pipe, socket, memory};
}  // namespace process_way

/// Passes the object from this process to `receivers` threads or processes at a time. To be called in a process that is
/// small and has no other threads: before it makes the object it forks the processes that receive it; the memory of
/// children forked later is counted from here, too. Throws Error and WrongAnswer.
std::vector<workloads::WayPassages> pass_between_processes(const workloads::ObjectRecipe& recipe, int receivers,
                                                           std::uint32_t rounds, std::uint64_t order_seed);

}  // namespace breakeven::overhead
