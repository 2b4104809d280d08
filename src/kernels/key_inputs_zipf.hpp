// Zipf's distribution from integers alone.
#pragma once

#include <cstdint>
#include <vector>

namespace breakeven::kernels {

/// Maps uniform 32-bit numbers to k in [0, 16384) with probability proportional to 1 / (k + 1), rounded to 2^-28 and
/// then 2^-32. Inversion by a table of cumulative probabilities; one of guides makes the search O(1) on average. The
/// two take 192 KiB.
class ZipfTable {
 public:
  static constexpr std::uint32_t values = 16384;

  ZipfTable();

  std::uint32_t operator()(std::uint32_t random) const noexcept {
    std::uint32_t k = guide_[random >> 16];
    while (random > last_[k]) ++k;
    return k;
  }

 private:
  std::vector<std::uint32_t> last_;   ///< the largest random number that gives k
  std::vector<std::uint16_t> guide_;  ///< the smallest k that a random number with these upper 16 bits gives
};

}  // namespace breakeven::kernels
