// What a sort's input and output are compared by, and what outputs are known by.
//
// All are sums modulo 2^64 over the keys' ordered words, so workers add up their shares in any order and get the same
// result whatever the number of workers. They guard against mistakes, not against an adversary.
//
// With P(v) = (v mod 2^32) (v / 2^32), the product of the halves, a word x is mixed to
//     m = h xor P(h),    h = c + a (x mod 2^32) + b (x / 2^32),
// and what is summed is P(m) and, for the sequence, P(m xor a multiple of the position). Products of 32 bits are what
// vectors of every instruction set have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "kernels/ordered_key.hpp"

namespace breakeven::kernels {

/// Depends on every word and not on their order. 0.15 ns a key from the cache with AVX-512.
template <OrderedWord Word>
std::uint64_t multiset_checksum(std::span<const Word> words);

struct SequenceDigest {
  std::uint64_t checksum = 0;  ///< of the multiset
  std::uint64_t sequence = 0;  ///< depends on every word and its position
  bool ascending = true;

  /// Of the words that follow; `ascending` then leaves open how the two parts meet.
  SequenceDigest& operator+=(const SequenceDigest& other) noexcept {
    checksum += other.checksum;
    sequence += other.sequence;
    ascending &= other.ascending;
    return *this;
  }
};

/// Of words of which the first has position `first`. 0.25 ns a key from the cache with AVX-512.
template <OrderedWord Word>
SequenceDigest sequence_digest(std::span<const Word> words, std::uint64_t first);

/// The index of the first word that is less than the one before it; nothing when they ascend.
template <OrderedWord Word>
std::optional<std::size_t> first_descent(std::span<const Word> words) noexcept;

}  // namespace breakeven::kernels
