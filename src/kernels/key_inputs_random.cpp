#include "kernels/key_inputs_random.hpp"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/key_inputs_random.cpp"
#include "hwy/foreach_target.h"
// After foreach_target.h:
#include "hwy/highway.h"
#include "kernels/simd_dispatch.hpp"
// As in pi.cpp: neither one lane nor vectors that cannot be members of a struct will do.
#if HWY_TARGET == HWY_SCALAR || HWY_HAVE_SCALABLE
#define BREAKEVEN_RANDOM_VECTORS 0
#else
#define BREAKEVEN_RANDOM_VECTORS 1
#include "kernels/philox-inl.hpp"
#endif

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {

#if !BREAKEVEN_RANDOM_VECTORS
constexpr std::size_t blocks_at_once = 1;
HWY_INLINE void store_blocks(philox::Key key, std::uint32_t stream, std::uint64_t block, std::uint64_t* out) {
  const auto low = static_cast<std::uint32_t>(block);
  const auto high = static_cast<std::uint32_t>(block >> 32);
  const philox::Block words = philox4x32({low, high, 0, stream}, key);
  out[0] = words[0] | std::uint64_t{words[1]} << 32;
  out[1] = words[2] | std::uint64_t{words[3]} << 32;
}
#else
constexpr std::size_t blocks_at_once = HWY_LANES(std::uint64_t);
HWY_INLINE void store_blocks(philox::Key key, std::uint32_t stream, std::uint64_t first_block, std::uint64_t* out) {
  const Lanes64 d;
  // Not Iota(d, first_block): that goes through memory every time, 50 cycles.
  const Vector block = hn::BitCast(Words(), hn::Add(hn::Iota(d, 0), hn::Set(d, first_block)));
  PhiloxLanes lanes{block, upper(block), hn::Zero(Words()), broadcast(stream)};
  // Unrolled, so that the round keys are broadcast once for many blocks.
#pragma GCC unroll 10
  for (int round = 0; round < philox::rounds; ++round) lanes = philox_round(lanes, philox::round_key(key, round));
  const Vector first = hn::OddEven(raised(lanes.word_1), lanes.word_0);
  const Vector second = hn::OddEven(raised(lanes.word_3), lanes.word_2);
  hn::StoreInterleaved2(hn::BitCast(d, first), hn::BitCast(d, second), d, out);
}
#endif
#undef BREAKEVEN_RANDOM_VECTORS

void fill_blocks(philox::Key key, std::uint32_t stream, std::uint64_t first_block, std::uint64_t* out,
                 std::size_t blocks) {
  std::size_t i = 0;
  for (; i + blocks_at_once <= blocks; i += blocks_at_once) store_blocks(key, stream, first_block + i, out + 2 * i);
  if (i == blocks) return;
  std::uint64_t rest[2 * blocks_at_once];
  store_blocks(key, stream, first_block + i, rest);
  for (std::size_t k = 0; k < 2 * (blocks - i); ++k) out[2 * i + k] = rest[k];
}

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace breakeven::kernels {

void random_numbers(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_block,
                    std::span<std::uint64_t> numbers) {
  BREAKEVEN_SIMD_VARIANT(fill_blocks)
  (philox::key_of(seed), stream, first_block, numbers.data(), numbers.size() / 2);
}

}  // namespace breakeven::kernels
#endif  // HWY_ONCE
