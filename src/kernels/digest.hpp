// What a sort's input and output are compared by, and what outputs are known by.
//
// Both are sums modulo 2^64 over the keys, so workers add up their shares in any order and get the same result
// whatever the number of workers. They guard against mistakes, not against an adversary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "kernels/ordered_key.hpp"

namespace breakeven::kernels {

/// 128 bits that depend on the bits of every key and not on their order: the sums of two mixes of them.
struct MultisetChecksum {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  MultisetChecksum& operator+=(const MultisetChecksum& other) noexcept {
    first += other.first;
    second += other.second;
    return *this;
  }
  bool operator==(const MultisetChecksum&) const = default;
};

/// Of the keys' own bits, that is, of what `order` decodes the words to. About 0.7 ns a key.
template <OrderedWord Word>
MultisetChecksum multiset_checksum(std::span<const Word> words, const KeyOrder<Word>& order) noexcept;

struct SequenceDigest {
  MultisetChecksum multiset;
  std::uint64_t sequence = 0;  ///< depends on every key's bits and position
};

/// As multiset_checksum(), and the digest of the sequence of which words[0] has position `first`.
template <OrderedWord Word>
SequenceDigest sequence_digest(std::span<const Word> words, const KeyOrder<Word>& order, std::uint64_t first) noexcept;

/// The index of the first word that is less than the one before it; nothing when they ascend.
template <OrderedWord Word>
std::optional<std::size_t> first_descent(std::span<const Word> words) noexcept;

}  // namespace breakeven::kernels
