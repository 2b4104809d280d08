// Samples of keys that are spread over all workers, from within given intervals of keys.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/communicator.hpp"
#include "kernels/ordered_key.hpp"
#include "workloads/sort_progress.hpp"

namespace breakeven::workloads {

/// Positions [first, last) in a sorted order.
struct Positions {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  std::uint64_t count() const noexcept { return last - first; }
};

/// All keys in [low, high]: where they lie in the sorted order of all workers' keys, and in that of this worker's.
template <kernels::OrderedWord Word>
struct Bracket {
  Word low;
  Word high;
  Positions global;
  Positions local;
};

/// How many samples to draw from a bracket of `population` keys, one of `brackets`, for proposals to miss none of its
/// `targets` by more than `tolerance` keys, with a probability of 99 % (see splitters.hpp) unless that takes too many:
/// all brackets together get at most 2^20.
std::uint64_t sample_size(std::uint64_t population, std::size_t targets, std::uint64_t tolerance, std::size_t brackets);

/// Collective. Draws wanted[b] keys from brackets[b], one from each of as many equal parts of the bracket's keys in
/// the order in which the workers hold them, and gives the root all samples, sorted: the brackets are disjoint and
/// ascend, so the first wanted[0] are those of the first bracket. Others get nothing.
template <kernels::OrderedWord Word>
std::vector<Word> gather_samples(Communicator& communicator, std::span<const Word> keys,
                                 std::span<const Bracket<Word>> brackets, std::span<const std::uint64_t> wanted,
                                 int round, SortProgress& progress);

}  // namespace breakeven::workloads
