// Runs of whole blocks of random words: what the variants of count_hits() have in common.
#pragma once

#include <cstdint>

#include "breakeven/pi_sample.hpp"
#include "kernels/pi.hpp"

namespace breakeven::kernels {

/// Consecutive blocks of one chunk: the upper half of all their numbers is the same.
struct BlockRun {
  pi::Sequence sequence;
  std::uint64_t first = 0;
  std::uint32_t count = 0;

  std::uint32_t chunk() const noexcept { return static_cast<std::uint32_t>(first >> 32); }
};

/// The first three Philox rounds of a chunk's counters. Only word 1 of the counter, the block's lower half, differs
/// within a chunk, and it takes three rounds to reach all words: two products of six depend on it, and the rest is
/// in these constants.
struct ChunkStart {
  std::uint32_t round_0_word_0;  ///< xor the block's lower half
  std::uint32_t round_1_word_2;  ///< xor the upper word of the product
  std::uint32_t round_2_word_0;  ///< xor the upper word of the product
  std::uint32_t round_2_word_2;  ///< xor the lower word of round 1's product
  std::uint32_t round_2_word_3;
};
inline constexpr int chunk_rounds = 3;

constexpr ChunkStart chunk_start(std::uint32_t chunk, philox::Key key, philox::Stream stream) noexcept {
  using philox::round_key;
  using philox::single_round;
  const philox::Counter counter = pi::counter_of(std::uint64_t{chunk} << 32, stream);
  // A word that varies is left out as zero: it then adds nothing to the constants.
  const auto after_0 = single_round(counter, round_key(key, 0));
  const auto after_1 = single_round({0, after_0[1], after_0[2], after_0[3]}, round_key(key, 1));
  const auto after_2 = single_round({after_1[0], after_1[1], 0, 0}, round_key(key, 2));
  return {after_0[0], after_1[2], after_2[0], after_2[2], after_2[3]};
}

/// The reference, for the few samples before and after whole blocks.
std::uint64_t count_hits_one_by_one(const pi::Sequence& sequence, std::uint64_t first, std::uint64_t last) noexcept;

/// Portable variant, and what is left over by the others.
std::uint64_t count_hits_of_blocks(const BlockRun& run, Sampler sampler) noexcept;

}  // namespace breakeven::kernels
