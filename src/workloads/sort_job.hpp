// One worker's part of one sort.
#pragma once

#include <cstdint>
#include <span>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"
#include "kernels/digest.hpp"
#include "kernels/ordered_key.hpp"
#include "os/memory.hpp"
#include "workloads/sort.hpp"
#include "workloads/sort_progress.hpp"
#include "workloads/sort_shares.hpp"

namespace breakeven::workloads {

/// Keys are ordered words from input to output. There are two buffers: the first, with room for the most keys that this
/// worker may end with, takes the input and in the end the output; from the partition to the exchange a second one,
/// as large as the input, holds the partitioned keys. Processes that may not read each other's memory copy most of
/// those once more, to where their peers see them.
template <kernels::OrderedWord Word>
class SortJob {
 public:
  SortJob(const SortWorkload& workload, Communicator& communicator);

  /// Collective. See SortWorkload::run().
  Answer run();

 private:
  void obtain_input();
  template <class Fill>
  void make_input(Fill fill);
  void redistribute();
  void receive(std::span<const std::span<const Word>> pieces);
  void receive_halves(std::span<const std::span<const Word>> pieces, Word pivot);
  void bring_out();

  const SortWorkload& workload_;
  Communicator& communicator_;
  SortShares shares_;
  SortProgress progress_;
  kernels::KeyOrder<Word> order_;
  Buffer<Word> buffer_;
  std::span<Word> keys_;  // those in the buffer now: the input first, the output in the end
  std::uint64_t input_checksum_ = 0;
  std::size_t half_ = 0;  // no key before this place is greater than one after it
  int rounds_ = 0;
};

}  // namespace breakeven::workloads
