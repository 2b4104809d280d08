// Counting hits: how many samples of a range lie inside the circle. pi_sample.hpp defines what a hit is.
#pragma once

#include <cstdint>

namespace breakeven::kernels {

/// The hits among samples [first, first + count) of `seed`. The same for every simd_level(), and additive: the count
/// of a range is the sum over its parts. No threads, no allocation. O(count), with about 0.2 us of overhead.
/// Throws std::invalid_argument when the range ends beyond pi::index_limit.
std::uint64_t count_hits(std::uint64_t seed, std::uint64_t first, std::uint64_t count);

}  // namespace breakeven::kernels
