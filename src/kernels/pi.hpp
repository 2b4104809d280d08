// Counting hits: how many samples of a range lie inside the circle. pi_sample.hpp defines what a hit is.
#pragma once

#include <cstdint>
#include <string_view>

#include "breakeven/pi_sample.hpp"

namespace breakeven::kernels {

/// How much of a sample is computed. The hits are the same. Values are part of the wire format.
enum class Sampler : std::uint8_t {
  lazy,   ///< 32 random bits a sample, and the other 64 of one in 7000
  eager,  ///< all 96 bits of every sample
};

std::string_view to_string(Sampler sampler) noexcept;
std::string_view to_string(pi::Generator generator) noexcept;
/// Throw UsageError that lists what there is.
Sampler sampler_from(std::string_view name);
pi::Generator generator_from(std::string_view name);

/// The hits among samples [first, first + count) of a sequence. The same for every simd_level() and sampler, and
/// additive: the count of a range is the sum over its parts. No threads, no allocation. O(count), with about 0.2 us of
/// overhead. Throws std::invalid_argument when the range ends beyond pi::index_limit.
std::uint64_t count_hits(const pi::Sequence& sequence, Sampler sampler, std::uint64_t first, std::uint64_t count);

}  // namespace breakeven::kernels
