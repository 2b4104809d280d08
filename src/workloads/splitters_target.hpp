// One border between two workers' shares, while it is searched for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "kernels/ordered_key.hpp"
#include "workloads/splitters_sample.hpp"

namespace breakeven::workloads {

/// How the keys lie around a splitter, in all workers' keys and in this worker's.
template <kernels::OrderedWord Word>
struct Splitter {
  Word key;
  Positions global;  ///< of the keys equal to it
  Positions local;
};

/// A settled border: keys less than the splitter lie left of it, keys greater than it right, and of the keys equal to
/// it so many left that the border has this position.
template <kernels::OrderedWord Word>
struct Cut {
  Splitter<Word> splitter;
  std::uint64_t position;

  bool divides() const noexcept { return splitter.global.first < position && position < splitter.global.last; }
};

template <kernels::OrderedWord Word>
struct Target {
  std::uint64_t position;  ///< where the border should be
  Bracket<Word> bracket;   ///< of the keys that a splitter for it can be
  std::optional<Cut<Word>> cut;

  /// Tries what is known of some splitters (ascending): they settle the target or narrow its bracket.
  void settle(std::span<const Splitter<Word>> splitters, std::uint64_t tolerance) {
    if (cut) return;
    // The first splitter whose equals do not all lie before the target, and the one before it.
    const auto next = std::ranges::partition_point(
        splitters, [&](const Splitter<Word>& splitter) { return splitter.global.last < position; });
    const Splitter<Word>* const after = next == splitters.end() ? nullptr : &*next;
    const Splitter<Word>* const before = next == splitters.begin() ? nullptr : &*(next - 1);
    if (after != nullptr && after->global.first <= position) {
      cut = Cut<Word>{*after, position};
      return;
    }
    constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t too_low = before == nullptr ? none : position - before->global.last;
    const std::uint64_t too_high = after == nullptr ? none : after->global.first - position;
    if (std::min(too_low, too_high) > tolerance) {
      narrow(before, after);
    } else if (too_low <= too_high) {
      cut = Cut<Word>{*before, before->global.last};
    } else {
      cut = Cut<Word>{*after, after->global.first};
    }
  }

 private:
  void narrow(const Splitter<Word>* before, const Splitter<Word>* after) noexcept {
    if (before != nullptr && before->key >= bracket.low) {
      bracket.low = before->key + 1;
      bracket.global.first = before->global.last;
      bracket.local.first = before->local.last;
    }
    if (after != nullptr && after->key <= bracket.high) {
      bracket.high = after->key - 1;
      bracket.global.last = after->global.first;
      bracket.local.last = after->local.first;
    }
  }
};

}  // namespace breakeven::workloads
