// The order in which things are measured: round after round, each shuffled anew, so that drift hits all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace breakeven {

/// Endless rounds of the numbers from 0 to `count` - 1, a pure function of `seed`, the same on every machine.
class ShuffledRounds {
 public:
  ShuffledRounds(std::size_t count, std::uint64_t seed);

  /// The next round. O(count).
  const std::vector<std::size_t>& next();

 private:
  std::mt19937_64 random_;
  std::vector<std::size_t> order_;
};

}  // namespace breakeven
