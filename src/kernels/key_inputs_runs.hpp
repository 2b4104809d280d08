// Most inputs are a sequence of runs in which the keys follow one simple rule.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/key_inputs.hpp"

namespace breakeven::kernels {

/// The fraction of key i, begin <= i < end, is base + (i - begin) * step + ((random(i) & mask) >> shift).
struct KeyRun {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t base = 0;
  std::uint64_t step = 0;  ///< modulo 2^64: may be negative
  std::uint64_t mask = 0;  ///< zero: no random numbers are needed
  int shift = 0;
};

/// The runs of any input but gaussian and zipf.
class KeyRuns {
 public:
  KeyRuns(KeyInput input, std::uint64_t count, std::uint64_t seed);

  /// The run of key `index` < count. A few ns.
  KeyRun containing(std::uint64_t index) const;

 private:
  static constexpr std::uint64_t processors = 64;  // virtual ones
  static constexpr std::uint64_t duplicate_range = 32;
  struct Slab {
    std::uint64_t processor, begin, end;
  };

  Slab slab_of(std::uint64_t index) const;
  KeyRun organ_pipe(std::uint64_t index) const;
  KeyRun duplicates(std::uint64_t index) const;
  KeyRun random_duplicates(std::uint64_t index) const;
  KeyRun in_slab(const Slab& slab, std::uint64_t index) const;
  void draw_duplicates(std::uint64_t seed);

  KeyInput input_;
  std::uint64_t count_;
  std::uint64_t step_;          ///< between the keys of a sorted input
  std::uint64_t constant_ = 0;  ///< of KeyInput::equal
  std::array<std::uint64_t, processors + 1> slab_begins_;
  std::vector<KeyRun> duplicates_;  ///< of KeyInput::random_duplicates, all of them
};

}  // namespace breakeven::kernels
