// Is the output of a sort its input, in order?
#pragma once

#include <cstdint>
#include <span>

#include "breakeven/communicator.hpp"
#include "kernels/digest.hpp"
#include "kernels/ordered_key.hpp"
#include "workloads/sort_progress.hpp"

namespace breakeven::workloads {

struct SortedKeys {
  std::uint64_t digest = 0;    ///< of all workers' keys and their positions: the same for any number of workers
  std::uint64_t checksum = 0;  ///< of all workers' keys in any order
};

/// Collective. `keys` are this worker's part of the output, `input` is the kernels::multiset_checksum() of its part of
/// the input, `count` the number of all keys. Throws WrongAnswer, on all workers alike, unless keys ascend within
/// workers and from each worker to the next, there are `count` of them, and they are the same as those of the input.
template <kernels::OrderedWord Word>
SortedKeys check_output(Communicator& communicator, std::span<const Word> keys, std::uint64_t input,
                        std::uint64_t count, SortProgress& progress);

}  // namespace breakeven::workloads
