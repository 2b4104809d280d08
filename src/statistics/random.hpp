// The random numbers of resampling: the same everywhere for the same seed, as those of <random>'s distributions are
// not.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace breakeven::statistics {

/// SplitMix64 (Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA'14): about 1 ns a number.
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t bits() noexcept {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  /// In (0, 1): neither end.
  double uniform() noexcept { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

  /// In [0, count), count > 0.
  std::size_t index(std::size_t count) noexcept {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }

  /// Of mean 0 and variance 1, by Box and Muller (1958).
  double normal() noexcept {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  std::uint64_t state_;
};

}  // namespace breakeven::statistics
