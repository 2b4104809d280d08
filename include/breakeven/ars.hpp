// ARS4x32-7, a counter-based random number generator made of AES rounds: fast where the processor has instructions
// for them, slow elsewhere.
//
// Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC'11), section 4.2. Bit for bit
// Random123's ars4x32 with its default of 7 rounds (5 pass BigCrush). The round is FIPS 197's: SubBytes, ShiftRows,
// MixColumns (not in the last round), AddRoundKey; the round keys are a Weyl sequence instead of AES's key schedule.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace breakeven {

namespace ars {

using Block = std::array<std::uint32_t, 4>;  ///< also a counter and a key: 128 bits, the low word first

inline constexpr int rounds = 7;
/// What is added to the two 64-bit halves of the key each round, the low half first: the golden ratio, sqrt(3) - 1.
inline constexpr std::array<std::uint64_t, 2> weyl_step{0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B};

/// The key of round `round`, 0 for the one that is added before the first.
constexpr Block round_key(const Block& key, int round) noexcept {
  Block result{};
  for (std::size_t half = 0; half < 2; ++half) {
    const std::uint64_t sum =
        (std::uint64_t{key[2 * half + 1]} << 32 | key[2 * half]) + static_cast<std::uint64_t>(round) * weyl_step[half];
    result[2 * half] = static_cast<std::uint32_t>(sum);
    result[2 * half + 1] = static_cast<std::uint32_t>(sum >> 32);
  }
  return result;
}

namespace detail {

using Bytes = std::array<std::uint8_t, 16>;

/// Twice `a` in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1.
constexpr std::uint8_t doubled(std::uint8_t a) noexcept {
  return static_cast<std::uint8_t>(a << 1 ^ (a >> 7 != 0 ? 0x1B : 0));
}

/// FIPS 197, section 5.1.1. Walks the powers of 3, which generate the field, beside those of its inverse 0xF6.
constexpr std::array<std::uint8_t, 256> make_substitution() noexcept {
  std::array<std::uint8_t, 256> box{};
  std::uint8_t p = 1;
  std::uint8_t q = 1;
  do {
    p = static_cast<std::uint8_t>(p ^ doubled(p));
    q = static_cast<std::uint8_t>(q ^ q << 1);
    q = static_cast<std::uint8_t>(q ^ q << 2);
    q = static_cast<std::uint8_t>(q ^ q << 4);
    if (q >> 7 != 0) q ^= 0x09;
    const auto rotated = [q](int bits) { return static_cast<std::uint8_t>(q << bits | q >> (8 - bits)); };
    box[p] = static_cast<std::uint8_t>(q ^ rotated(1) ^ rotated(2) ^ rotated(3) ^ rotated(4) ^ 0x63);
  } while (p != 1);
  box[0] = 0x63;
  return box;
}
inline constexpr std::array<std::uint8_t, 256> substitution = make_substitution();

/// SubBytes and ShiftRows. Byte r + 4c is row r of column c, and column c is word c, its low byte on top.
constexpr Bytes substituted(const Block& state) noexcept {
  Bytes out{};
  for (std::size_t column = 0; column < 4; ++column) {
    for (std::size_t row = 0; row < 4; ++row) {
      const std::uint32_t from = state[(column + row) % 4];
      out[row + 4 * column] = substitution[from >> 8 * row & 0xFF];
    }
  }
  return out;
}

constexpr Block packed(const Bytes& bytes, const Block& key) noexcept {
  Block out = key;
  for (std::size_t i = 0; i < bytes.size(); ++i) out[i / 4] ^= std::uint32_t{bytes[i]} << 8 * (i % 4);
  return out;
}

constexpr Block aes_round(const Block& state, const Block& key) noexcept {
  const Bytes in = substituted(state);
  Bytes out{};
  for (std::size_t i = 0; i < in.size(); ++i) {
    const auto at = [&](std::size_t row) { return in[i / 4 * 4 + (i + row) % 4]; };
    out[i] = static_cast<std::uint8_t>(doubled(at(0)) ^ doubled(at(1)) ^ at(1) ^ at(2) ^ at(3));
  }
  return packed(out, key);
}

constexpr Block aes_last_round(const Block& state, const Block& key) noexcept {
  return packed(substituted(state), key);
}

}  // namespace detail
}  // namespace ars

/// About 200 ns: the definition, not what is fast.
constexpr ars::Block ars4x32(const ars::Block& counter, const ars::Block& key) noexcept {
  ars::Block state = counter;
  for (std::size_t word = 0; word < state.size(); ++word) state[word] ^= key[word];
  for (int round = 1; round < ars::rounds; ++round) state = ars::detail::aes_round(state, ars::round_key(key, round));
  return ars::detail::aes_last_round(state, ars::round_key(key, ars::rounds));
}

}  // namespace breakeven
