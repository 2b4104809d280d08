#include "kernels/digest.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/digest.cpp"
#include "hwy/foreach_target.h"
// After foreach_target.h:
#include "hwy/highway.h"
#include "kernels/simd_dispatch.hpp"

// Once, for all targets.
#ifndef BREAKEVEN_DIGEST_CONSTANTS
#define BREAKEVEN_DIGEST_CONSTANTS
namespace breakeven::kernels {

// The fraction of pi.
inline constexpr std::uint64_t mix_offset = 0x243F6A8885A308D3;
inline constexpr std::uint32_t low_factor = 0x9E3779B1;  // primes near 2^32 times the golden ratio and 2/3
inline constexpr std::uint32_t high_factor = 0x85EBCA77;
inline constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // of 2^64; odd, so multiples of it are distinct

constexpr std::uint64_t product_of_halves(std::uint64_t v) noexcept { return (v & 0xFFFFFFFF) * (v >> 32); }
constexpr std::uint64_t mix(std::uint64_t word) noexcept {
  const std::uint64_t h = mix_offset + (word & 0xFFFFFFFF) * low_factor + (word >> 32) * high_factor;
  return h ^ product_of_halves(h);
}

template <class Word>
SequenceDigest digest_one_by_one(const Word* words, std::size_t begin, std::size_t end, std::uint64_t first) noexcept {
  SequenceDigest digest;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint64_t m = mix(words[i]);
    digest.checksum += product_of_halves(m);
    digest.sequence += product_of_halves(m ^ (first + i) * golden_ratio);
    digest.ascending &= i == 0 || words[i - 1] <= words[i];
  }
  return digest;
}

}  // namespace breakeven::kernels
#endif

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR
template <bool in_sequence, class Word>
SequenceDigest digest(const Word* words, std::size_t count, std::uint64_t first) {
  return digest_one_by_one(words, 0, count, first);
}
#else
using Wide = hn::ScalableTag<std::uint64_t>;
using WideVector = hn::Vec<Wide>;

/// The product of the lower words of each lane.
HWY_INLINE WideVector product(WideVector a, WideVector b) {
  const hn::Repartition<std::uint32_t, Wide> halves;
  return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
}
HWY_INLINE WideVector halves_product(WideVector v) { return product(v, hn::ShiftRight<32>(v)); }

HWY_INLINE WideVector load_h(const std::uint64_t* words) {
  const Wide d;
  const WideVector x = hn::LoadU(d, words);
  return hn::Add(hn::Add(hn::Set(d, mix_offset), product(x, hn::Set(d, low_factor))),
                 product(hn::ShiftRight<32>(x), hn::Set(d, high_factor)));
}
HWY_INLINE WideVector load_h(const std::uint32_t* words) {
  const Wide d;
  const hn::Rebind<std::uint32_t, Wide> narrow;
  const WideVector x = hn::PromoteTo(d, hn::LoadU(narrow, words));
  return hn::Add(hn::Set(d, mix_offset), product(x, hn::Set(d, low_factor)));
}

/// Not hn::SumOfLanes(): g++ adds signed numbers there, and these are to wrap around.
HWY_INLINE std::uint64_t sum_of_lanes(WideVector v) {
  alignas(64) std::array<std::uint64_t, HWY_LANES(std::uint64_t)> lanes{};
  hn::Store(v, Wide(), lanes.data());
  return std::accumulate(lanes.begin(), lanes.end(), std::uint64_t{0});
}

template <bool in_sequence, class Word>
SequenceDigest digest(const Word* words, std::size_t count, std::uint64_t first) {
  const Wide d;
  const hn::Rebind<Word, Wide> narrow;
  const std::size_t lanes = hn::Lanes(d);
  // The first key has none before it to be compared with.
  std::size_t i = std::min<std::size_t>(count, in_sequence ? 1 : 0);
  SequenceDigest result = digest_one_by_one(words, 0, i, first);

  WideVector sum = hn::Zero(d);
  WideVector sequence = hn::Zero(d);
  auto descents = hn::Zero(narrow);
  alignas(64) std::array<std::uint64_t, HWY_LANES(std::uint64_t)> start;
  for (std::size_t lane = 0; lane < lanes; ++lane) start[lane] = (first + i + lane) * golden_ratio;
  WideVector position = hn::Load(d, start.data());
  for (; i + lanes <= count; i += lanes) {
    const WideVector h = load_h(words + i);
    const WideVector m = hn::Xor(h, halves_product(h));
    sum = hn::Add(sum, halves_product(m));
    if constexpr (in_sequence) {
      sequence = hn::Add(sequence, halves_product(hn::Xor(m, position)));
      position = hn::Add(position, hn::Set(d, lanes * golden_ratio));
      const auto descends = hn::Lt(hn::LoadU(narrow, words + i), hn::LoadU(narrow, words + i - 1));
      descents = hn::Or(descents, hn::VecFromMask(narrow, descends));
    }
  }
  result.checksum += sum_of_lanes(sum);
  result.sequence += sum_of_lanes(sequence);
  result.ascending &= hn::AllTrue(narrow, hn::Eq(descents, hn::Zero(narrow)));
  return result += digest_one_by_one(words, i, count, first);
}
#endif

SequenceDigest digest_32(const std::uint32_t* words, std::size_t count, std::uint64_t first) {
  return digest<true>(words, count, first);
}
SequenceDigest digest_64(const std::uint64_t* words, std::size_t count, std::uint64_t first) {
  return digest<true>(words, count, first);
}
SequenceDigest multiset_32(const std::uint32_t* words, std::size_t count, std::uint64_t first) {
  return digest<false>(words, count, first);
}
SequenceDigest multiset_64(const std::uint64_t* words, std::size_t count, std::uint64_t first) {
  return digest<false>(words, count, first);
}

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace breakeven::kernels {

template <>
std::uint64_t multiset_checksum(std::span<const std::uint32_t> words) {
  return BREAKEVEN_SIMD_VARIANT(multiset_32)(words.data(), words.size(), 0).checksum;
}
template <>
std::uint64_t multiset_checksum(std::span<const std::uint64_t> words) {
  return BREAKEVEN_SIMD_VARIANT(multiset_64)(words.data(), words.size(), 0).checksum;
}
template <>
SequenceDigest sequence_digest(std::span<const std::uint32_t> words, std::uint64_t first) {
  return BREAKEVEN_SIMD_VARIANT(digest_32)(words.data(), words.size(), first);
}
template <>
SequenceDigest sequence_digest(std::span<const std::uint64_t> words, std::uint64_t first) {
  return BREAKEVEN_SIMD_VARIANT(digest_64)(words.data(), words.size(), first);
}

template <OrderedWord Word>
std::optional<std::size_t> first_descent(std::span<const Word> words) noexcept {
  const auto end = std::ranges::is_sorted_until(words);
  if (end == words.end()) return std::nullopt;
  return static_cast<std::size_t>(end - words.begin());
}
template std::optional<std::size_t> first_descent(std::span<const std::uint32_t>) noexcept;
template std::optional<std::size_t> first_descent(std::span<const std::uint64_t>) noexcept;

}  // namespace breakeven::kernels
#endif  // HWY_ONCE
