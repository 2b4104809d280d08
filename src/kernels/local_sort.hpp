// The sort that one worker runs on its own keys.
#pragma once

#include <cstdint>
#include <span>

namespace breakeven::kernels {

/// Sorts ascending, in place, on one core, with a few KiB of stack and no other memory. Not stable, which words cannot
/// tell. Expected O(n log n), at worst too; O(n) for keys that are ascending or descending already.
///
/// From about 500 keys on it is Highway's vectorised quicksort (Blacher, Giesen, Kuehne: Fast and Robust Vectorized
/// In-Place Sorting of Primitive Types, SEA 2021; Wassenberg et al., arXiv:2205.05982) at simd_level(), below that and
/// where there are no vectors std::sort.
void local_sort(std::span<std::uint32_t> words);

/// How AVX-512 puts pairs of 64-bit words in order. The result is the same; see blending_order-inl.hpp.
enum class PairOrder : std::uint8_t { by_minimum, by_blend };
/// On this machine.
PairOrder faster_pair_order() noexcept;
void local_sort(std::span<std::uint64_t> words, PairOrder order = faster_pair_order());

}  // namespace breakeven::kernels
