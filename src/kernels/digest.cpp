#include "kernels/digest.hpp"

#include <algorithm>
#include <functional>

namespace breakeven::kernels {
namespace {

constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // of 2^64; odd, so multiples of it are distinct

/// Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators (OOPSLA 2014), with Stafford's variant 13.
/// The sum first, or zeros would count for nothing.
constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x += golden_ratio;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

/// One more round, to derive a second value from a mixed one.
constexpr std::uint64_t mix_again(std::uint64_t x) noexcept {
  x *= 0xD6E8FEB86659FD93;
  return x ^ (x >> 32);
}

}  // namespace

template <OrderedWord Word>
MultisetChecksum multiset_checksum(std::span<const Word> words, const KeyOrder<Word>& order) noexcept {
  MultisetChecksum sum;
  for (const Word word : words) {
    const std::uint64_t mixed = mix(order.decode(word));
    sum.first += mixed;
    sum.second += mix_again(mixed);
  }
  return sum;
}

template <OrderedWord Word>
SequenceDigest sequence_digest(std::span<const Word> words, const KeyOrder<Word>& order, std::uint64_t first) noexcept {
  SequenceDigest digest;
  std::uint64_t position = first * golden_ratio;
  for (const Word word : words) {
    const std::uint64_t mixed = mix(order.decode(word));
    digest.multiset.first += mixed;
    digest.multiset.second += mix_again(mixed);
    digest.sequence += mix_again(mixed ^ position);
    position += golden_ratio;
  }
  return digest;
}

template <OrderedWord Word>
std::optional<std::size_t> first_descent(std::span<const Word> words) noexcept {
  const auto end = std::ranges::is_sorted_until(words);
  if (end == words.end()) return std::nullopt;
  return static_cast<std::size_t>(end - words.begin());
}

template MultisetChecksum multiset_checksum(std::span<const std::uint32_t>, const KeyOrder<std::uint32_t>&) noexcept;
template MultisetChecksum multiset_checksum(std::span<const std::uint64_t>, const KeyOrder<std::uint64_t>&) noexcept;
template SequenceDigest sequence_digest(std::span<const std::uint32_t>, const KeyOrder<std::uint32_t>&,
                                        std::uint64_t) noexcept;
template SequenceDigest sequence_digest(std::span<const std::uint64_t>, const KeyOrder<std::uint64_t>&,
                                        std::uint64_t) noexcept;
template std::optional<std::size_t> first_descent(std::span<const std::uint32_t>) noexcept;
template std::optional<std::size_t> first_descent(std::span<const std::uint64_t>) noexcept;

}  // namespace breakeven::kernels
