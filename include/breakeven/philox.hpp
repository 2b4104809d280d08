// Philox4x32-10, a counter-based random number generator: 128 random bits are a pure function of a 128-bit counter
// and a 64-bit key, so every worker can have any part of the sequence without asking anybody.
//
// Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC'11). Bit for bit Random123's
// philox4x32 with its default of 10 rounds (7 pass BigCrush; the authors keep 10 as a margin).
#pragma once

#include <array>
#include <cstdint>

namespace breakeven {

namespace philox {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;
using Block = std::array<std::uint32_t, 4>;  ///< what one counter gives

inline constexpr int rounds = 10;
/// The multipliers of words 0 and 2, and the Weyl steps of the key's words, from the paper (section 4.3).
inline constexpr std::uint32_t multiplier_0 = 0xD2511F53;
inline constexpr std::uint32_t multiplier_1 = 0xCD9E8D57;
inline constexpr Key weyl_step{0x9E3779B9, 0xBB67AE85};

/// The last word of every counter of this program says what the numbers are for: two uses of one seed never share a
/// counter. Values are part of the answers: never change one.
enum class Stream : std::uint32_t {
  pi_prefix = 0,
  pi_suffix_x = 1,
  pi_suffix_y = 2,
  sort_keys = 16,     ///< and the 15 after it
  sort_samples = 32,  ///< of keys, for splitters; no answer depends on them
  objects = 48,       ///< that are passed between workers
};

/// The low word of the seed first.
constexpr Key key_of(std::uint64_t seed) noexcept {
  return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

/// The key of round `round`, counted from 0.
constexpr Key round_key(Key key, int round) noexcept {
  const auto step = static_cast<std::uint32_t>(round);
  return {key[0] + step * weyl_step[0], key[1] + step * weyl_step[1]};
}

constexpr Counter single_round(Counter counter, Key key) noexcept {
  const std::uint64_t product_0 = std::uint64_t{multiplier_0} * counter[0];
  const std::uint64_t product_1 = std::uint64_t{multiplier_1} * counter[2];
  return {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
          static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
}

}  // namespace philox

/// About 5 ns as scalar code.
constexpr philox::Block philox4x32(philox::Counter counter, philox::Key key) noexcept {
  for (int round = 0; round < philox::rounds; ++round) {
    counter = philox::single_round(counter, philox::round_key(key, round));
  }
  return counter;
}

}  // namespace breakeven
