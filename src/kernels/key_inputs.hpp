// Generated keys: inputs of a sort that are a pure function of (input, type, n, seed, index), so that every worker
// generates its own shard and the sorted output is the same whoever does it, bit for bit, on every machine.
//
// Sources: [H] Helman, Bader, JaJa: A Randomized Parallel Sorting Algorithm with an Experimental Study (JPDC 1998);
// [A] Axtmann, Sanders: Robust Massively Parallel Sorting (ALENEX 2017). Where their definitions depend on the number
// of processors, this one uses 64 virtual processors, each with a slab of n/64 consecutive keys.
//
// An input is first a fraction f in [0, 1), of 64 bits. The key of an integer type is the value at f of the type's
// range, from its minimum on; that of a floating-point type is f itself, rounded down to 53 (24) bits. Only gaussian
// floating-point keys have values elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "kernels/ordered_key.hpp"

namespace breakeven::kernels {

/// Values are part of the wire format. v is the virtual processor, r uniformly random in [0, 1).
enum class KeyInput : std::uint8_t {
  uniform,            ///< r
  gaussian,           ///< sum of four uniform numbers, divided by four [H]; floating point: with mean 0, variance 1
  zipf,               ///< k / 16384 with probability proportional to 1 / (k + 1), k < 16384
  sorted,             ///< ascending in equal steps
  reverse,            ///< descending in equal steps
  equal,              ///< one value, random by seed ([H]: zero)
  few,                ///< 16 values, equally frequent, at random
  staggered,          ///< slab v: r in part 2v + 1 of 64 for the first half of the slabs, 2v - 64 for the second [H]
  bucket,             ///< each slab: its j-th 64th has r in part j of 64 [H]
  g_group,            ///< groups of g = 8 slabs: group j's slabs have their s-th 8th in part (8j + 32 + s) mod 64 [H]
  organ_pipe,         ///< ascending in the first half, descending in the second
  tail,               ///< sorted, but for the last 1 % of the keys, which are random
  duplicates,         ///< the first half equal, then a quarter, an eighth, ... [H: deterministic duplicates]
  random_duplicates,  ///< each slab: 32 runs of random lengths, of one of 32 values each [H]
  mirrored,           ///< slab v: r in part m of 64, m the bits of v reversed [A]
  all_to_one,         ///< slab v: r in part 127 - v of 128, but its last key is 63 - v of 128 [A]
};
inline constexpr std::array all_key_inputs{KeyInput::uniform,    KeyInput::gaussian,          KeyInput::zipf,
                                           KeyInput::sorted,     KeyInput::reverse,           KeyInput::equal,
                                           KeyInput::few,        KeyInput::staggered,         KeyInput::bucket,
                                           KeyInput::g_group,    KeyInput::organ_pipe,        KeyInput::tail,
                                           KeyInput::duplicates, KeyInput::random_duplicates, KeyInput::mirrored,
                                           KeyInput::all_to_one};

/// As on the command line: with hyphens.
std::string_view to_string(KeyInput input) noexcept;
/// Throws UsageError that lists the inputs there are.
KeyInput key_input_from(std::string_view name);

/// Generates keys as ordered words. Construction costs up to 0.2 ms and 192 KiB (for zipf).
template <OrderedWord Word>
class KeyGenerator {
 public:
  KeyGenerator(KeyInput input, KeyType type, FloatOrder order, std::uint64_t count, std::uint64_t seed);
  ~KeyGenerator();
  KeyGenerator(KeyGenerator&&) noexcept;
  KeyGenerator& operator=(KeyGenerator&&) noexcept;

  /// Writes keys first, first + 1, ... of the `count` there are. 1 to 3 ns a key.
  void generate(std::uint64_t first, std::span<Word> words) const;

 private:
  class Source;
  std::unique_ptr<const Source> source_;
};

extern template class KeyGenerator<std::uint32_t>;
extern template class KeyGenerator<std::uint64_t>;

}  // namespace breakeven::kernels
