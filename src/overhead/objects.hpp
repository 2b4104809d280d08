// What it costs that "each process needs its own copy of the database": the same object passed to other workers in
// every way there is.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "overhead/crew_point.hpp"
#include "workloads/passing.hpp"

namespace breakeven::overhead {

struct ObjectsPlan {
  /// A million entries; 32 MiB of float64.
  std::vector<workloads::ObjectRecipe> objects{{workloads::ObjectType::table, 1'000'000, 1},
                                               {workloads::ObjectType::array, std::uint64_t{1} << 22, 1}};
  std::vector<int> workers{2};  ///< the sender and its receivers; at least 2 each
  CrewOptions ranks{};          ///< what mpi crews have beside kind and workers
  int launches = 1;             ///< of each group of ways
  std::uint32_t rounds = 9;     ///< of all ways in a launch; one more before them is warm-up
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{300};  ///< of one launch
};

/// Section "objects"; the kind is the way (process_way, rank_way), the setting is the type of object and bytes are its
/// bytes in memory, once. Ways without MPI are launched in a process of their own, those with MPI in a crew of ranks;
/// in a launch the ways take turns, in a new order each round. The series, each of the receiver that was last:
///  * "serialise", "transport", "deserialise", "use" (s), which sum to "whole": from the sender's begin until the
///    object was used. Where memory is shared the first is bringing it there, and the last finds it cold.
///  * "bytes" (B): of the form in which it was passed, once for all receivers
///  * "memory" and "proportional memory" (B): by how much the receiver's resident and proportional set have grown
std::vector<Series> measure_objects(const ObjectsPlan& plan, const CrewMaker& make_crew, const Watch& watch);

}  // namespace breakeven::overhead
