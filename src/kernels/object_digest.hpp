// What an object is known by after it was passed on: a sum modulo 2^64 over its parts, each mixed with its position, so
// that it depends on every part and on their order and the parts need not wait for each other. It guards against
// mistakes, not against an adversary.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace breakeven::kernels {

/// Odd, with bits everywhere: the golden ratio's, and the multiplier of MurmurHash64A.
inline constexpr std::uint64_t position_step = 0x9E3779B97F4A7C15;
inline constexpr std::uint64_t mixing_factor = 0xC6A4A7935BD1E995;

/// What `part` adds to the digest at `position`.
constexpr std::uint64_t digest_term(std::uint64_t part, std::uint64_t position) noexcept {
  const std::uint64_t product = (part ^ (position * position_step)) * mixing_factor;
  return product ^ (product >> 32);
}

/// A text as one part. A multiplication for each 8 bytes.
inline std::uint64_t text_digest(std::string_view text) noexcept {
  std::uint64_t digest = text.size() * position_step;
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = text.size() < sizeof word ? text.size() : sizeof word;
    std::memcpy(&word, text.data(), bytes);
    digest = (digest ^ word) * mixing_factor;
    digest ^= digest >> 29;
    text.remove_prefix(bytes);
  }
  return digest;
}

}  // namespace breakeven::kernels
