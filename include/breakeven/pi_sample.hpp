// Sample `index` of a sequence: one point, uniform in a square, and whether it lies inside the inscribed circle.
//
// This is the definition. Hit counts are compared bit for bit between kinds of workers, machines and instruction
// sets, so whatever computes faster must give the same hits, and nothing here may ever change.
//
//   words      a sequence is a seed and a generator, Philox4x32-10 (philox.hpp) or ARS4x32-7 (ars.hpp). Sample i takes
//              word i mod 4 of the block of counter
//                  { block / 2^32, block mod 2^32, 0, stream },    block = i / 4,    i in [0, 2^63),
//              under the key { seed mod 2^32, seed / 2^32 } (ARS: and two zeros), from three streams: 0, 1 and 2.
//   prefix     the word of stream 0 holds the upper 16 bits of both coordinates: x in its low half, y in its high.
//   suffix     the words of streams 1 and 2 are the lower 32 bits of x and y.
//   point      the coordinates are 48-bit two's complement integers X and Y; the point is the middle of their cell,
//              (X + 1/2, Y + 1/2) in units of 2^-47, uniform in [-1, 1) x [-1, 1).
//   hit        (2X + 1)^2 + (2Y + 1)^2 < 2^96, in integers. Never equal: the left side is 2 modulo 8.
//
// The grid's bias of pi, below 1e-18, is far less than 2^63 samples could resolve (their standard error is 5e-10).
//
// Lazy: the prefix alone decides all but 1.4e-4 of the samples (prefix_side), so a fast kernel spends 32 random bits
// a sample and computes suffixes only for the rest. The running number of a counter is its word 1 because Philox's
// words 0, 2 and 3, and with them most of its first three rounds, then stay the same for 2^34 samples on end.
#pragma once

#include <array>
#include <cstdint>

#include "breakeven/ars.hpp"
#include "breakeven/philox.hpp"

namespace breakeven::pi {

/// Where the random bits come from. Values are part of the wire format.
enum class Generator : std::uint8_t {
  philox,  ///< Philox4x32-10
  ars7,    ///< ARS4x32-7, for processors with AES instructions; other samples than Philox's
};

/// The samples of one seed and generator.
struct Sequence {
  std::uint64_t seed = 0;
  Generator generator = Generator::philox;
};

/// Samples that a block of random words serves.
inline constexpr std::uint64_t samples_per_block = 4;
inline constexpr std::uint64_t index_limit = std::uint64_t{1} << 63;

constexpr philox::Counter counter_of(std::uint64_t block, philox::Stream stream) noexcept {
  return {static_cast<std::uint32_t>(block >> 32), static_cast<std::uint32_t>(block), 0,
          static_cast<std::uint32_t>(stream)};
}

constexpr std::array<std::uint32_t, 4> words_of(const Sequence& sequence, std::uint64_t block,
                                                philox::Stream stream) noexcept {
  const auto counter = counter_of(block, stream);
  const auto key = philox::key_of(sequence.seed);
  if (sequence.generator == Generator::ars7) return ars4x32(counter, {key[0], key[1], 0, 0});
  return philox4x32(counter, key);
}

constexpr std::uint32_t word_of(const Sequence& sequence, std::uint64_t index, philox::Stream stream) noexcept {
  return words_of(sequence, index / samples_per_block, stream)[index % samples_per_block];
}

struct Coordinates {
  std::int64_t x = 0;  ///< 48 bits, two's complement
  std::int64_t y = 0;
};

constexpr std::int16_t prefix_x(std::uint32_t word) noexcept { return static_cast<std::int16_t>(word & 0xFFFF); }
constexpr std::int16_t prefix_y(std::uint32_t word) noexcept { return static_cast<std::int16_t>(word >> 16); }

constexpr Coordinates coordinates(std::uint32_t prefix, std::uint32_t suffix_x, std::uint32_t suffix_y) noexcept {
  constexpr std::int64_t unit = std::int64_t{1} << 32;
  return {prefix_x(prefix) * unit + suffix_x, prefix_y(prefix) * unit + suffix_y};
}

constexpr bool inside(Coordinates point) noexcept {
  __extension__ using Integer = unsigned __int128;
  // Magnitudes below 2^48: neither the squares nor their sum overflow.
  const auto square = [](std::int64_t v) {
    const auto magnitude = static_cast<Integer>(static_cast<std::uint64_t>(v < 0 ? -v : v));
    return magnitude * magnitude;
  };
  return square(2 * point.x + 1) + square(2 * point.y + 1) < static_cast<Integer>(1) << 96;
}

/// What a prefix alone says of its sample.
enum class Side : std::uint8_t { inside, outside, undecided };

/// The squared radius in the units of prefixes.
inline constexpr std::uint32_t squared_radius = std::uint32_t{1} << 30;
/// How far x^2 + y^2 of the prefixes must be from it to decide. The suffixes move a point by less than sqrt(2), so
/// from a distance r to one within (r +- sqrt(2))^2, which differs from r^2 by 2 sqrt(2) r + 2 at most; where that
/// reaches the circle r is at most 2^15 + sqrt(2), and the difference less than 92688.
inline constexpr std::uint32_t undecided_margin = 92688;

/// x^2 + y^2 - squared_radius + undecided_margin of a prefix as a 32-bit two's complement number: its sign bit is set
/// for what is inside for certain, and as an unsigned number it is below undecided_end for what is undecided.
constexpr std::uint32_t prefix_excess(std::uint32_t word) noexcept {
  const std::int32_t x = prefix_x(word);
  const std::int32_t y = prefix_y(word);
  return static_cast<std::uint32_t>(x * x) + static_cast<std::uint32_t>(y * y) - (squared_radius - undecided_margin);
}
inline constexpr std::uint32_t undecided_end = 2 * undecided_margin + 1;

/// Errs on the side of undecided, never on the other.
constexpr Side prefix_side(std::uint32_t word) noexcept {
  const std::uint32_t excess = prefix_excess(word);
  if (excess < undecided_end) return Side::undecided;
  return excess >> 31 != 0 ? Side::inside : Side::outside;
}

/// The reference: all 96 bits, about 15 ns (ARS: 600).
constexpr bool is_hit(const Sequence& sequence, std::uint64_t index) noexcept {
  using enum philox::Stream;
  return inside(coordinates(word_of(sequence, index, pi_prefix), word_of(sequence, index, pi_suffix_x),
                            word_of(sequence, index, pi_suffix_y)));
}

}  // namespace breakeven::pi
