// Safe points in a long loop over keys.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "breakeven/communicator.hpp"

namespace breakeven::workloads {

/// Splits loops over keys into chunks with a checkpoint after each, and says how much of the job they are.
class SortProgress {
 public:
  explicit SortProgress(Communicator& communicator) noexcept : communicator_(communicator) {}

  /// The steps until the next call take the job from what was done before to `done`.
  void next(double done) noexcept {
    from_ = to_;
    to_ = done;
  }

  /// Calls work(chunk, index of its first key).
  template <class Key, class Work>
  void for_each_chunk(std::span<Key> keys, Work work) {
    for (std::size_t begin = 0; begin < keys.size(); begin += chunk_keys) {
      const auto chunk = keys.subspan(begin, std::min(chunk_keys, keys.size() - begin));
      work(chunk, begin);
      const double share = static_cast<double>(begin + chunk.size()) / static_cast<double>(keys.size());
      shown_ = std::max(shown_, from_ + (to_ - from_) * share);  // a step may take several loops
      communicator_.checkpoint(shown_);
    }
  }

 private:
  static constexpr std::size_t chunk_keys = 1 << 17;  // a few hundred microseconds at 1 to 3 ns a key

  Communicator& communicator_;
  double from_ = 0;
  double to_ = 0;
  double shown_ = 0;
};

}  // namespace breakeven::workloads
