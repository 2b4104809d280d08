// count_hits_of_run() on vectors, for any of Highway's targets but HWY_SCALAR. See pi_sample.hpp for what is counted.
//
// A 64-bit lane holds one Philox block, four samples; every step of the computation is done for a group of vectors
// before the next one, because a multiplication's latency is several times its cost. Per vector of blocks a round
// costs two multiplications, two shuffles and two three-way xors (one instruction on AVX-512); ChunkStart saves two
// and a half of the ten rounds. The test costs five instructions for two samples of each block.

#if defined(BREAKEVEN_PI_VECTORS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef BREAKEVEN_PI_VECTORS_INL_HPP
#undef BREAKEVEN_PI_VECTORS_INL_HPP
#else
#define BREAKEVEN_PI_VECTORS_INL_HPP
#endif

#include <array>
#include <cstddef>
#include <cstdint>

#include "breakeven/pi_sample.hpp"
#include "hwy/highway.h"
#include "kernels/philox-inl.hpp"
#include "kernels/pi_blocks.hpp"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {

/// Vectors of blocks in a group. Measured best on Zen 5 with g++ 12: 32 registers hold six, 16 registers four.
inline constexpr std::size_t group_size = HWY_CAP_GE512 ? 6 : 4;

/// The prefixes of a group, two words of each block to a vector: by 32-bit lanes 1 0 1 0 ... in the even vectors,
/// 3 2 3 2 ... in the odd ones.
using PrefixGroup = std::array<Vector, 2 * group_size>;
using RoundKeys = std::array<philox::Key, philox::rounds>;

/// Where the sample in 32-bit lane `lane` of vector `vector` of a PrefixGroup stands, counted from the group's first.
HWY_INLINE std::uint64_t sample_offset(std::size_t vector, std::size_t lane) {
  const std::size_t block = vector / 2 * (hn::Lanes(Words()) / 2) + lane / 2;
  return block * pi::samples_per_block + vector % 2 * 2 + (1 - lane % 2);
}

HWY_INLINE PhiloxLanes first_rounds(Vector blocks, const ChunkStart& start) {
  const Vector product_0 = product(hn::Xor(blocks, broadcast(start.round_0_word_0)), broadcast(philox::multiplier_0));
  const Vector product_1 =
      product(hn::Xor(upper(product_0), broadcast(start.round_1_word_2)), broadcast(philox::multiplier_1));
  return {hn::Xor(upper(product_1), broadcast(start.round_2_word_0)), product_1,
          hn::Xor(product_0, broadcast(start.round_2_word_2)), broadcast(start.round_2_word_3)};
}

/// The prefixes of a group that starts with the blocks whose lower halves are in `blocks`.
HWY_INLINE PrefixGroup prefixes(Vector blocks, const ChunkStart& start, const RoundKeys& keys) {
  const Vector step = broadcast(static_cast<std::uint32_t>(hn::Lanes(Words()) / 2));
  std::array<PhiloxLanes, group_size> group;
  HWY_UNROLL(8)
  for (PhiloxLanes& lanes : group) {
    lanes = first_rounds(blocks, start);
    blocks = hn::Add(blocks, step);
  }
  HWY_UNROLL(8)
  for (std::size_t round = chunk_rounds; round < philox::rounds - 1; ++round) {
    HWY_UNROLL(8)
    for (PhiloxLanes& lanes : group) lanes = philox_round(lanes, keys[round]);
  }
  // The last round leaves the products where they are and raises the other operands to their upper words: so two
  // words of the result share a vector.
  PrefixGroup words;
  HWY_UNROLL(8)
  for (std::size_t v = 0; v < group_size; ++v) {
    const Vector product_0 = product(group[v].word_0, broadcast(philox::multiplier_0));
    const Vector product_1 = product(group[v].word_2, broadcast(philox::multiplier_1));
    const philox::Key key = keys.back();
    words[2 * v] = hn::Xor(product_1, hn::Xor(raised(group[v].word_1), raised(broadcast(key[0]))));
    words[2 * v + 1] = hn::Xor(product_0, hn::Xor(raised(group[v].word_3), raised(broadcast(key[1]))));
  }
  return words;
}

/// pi::prefix_excess() of each word.
HWY_INLINE Vector excess(Vector words) {
  const hn::ScalableTag<std::int16_t> halves;
  const hn::ScalableTag<std::int32_t> d;
  const auto xy = hn::BitCast(halves, words);
  const auto bias =
      hn::Set(d, static_cast<std::int32_t>(pi::undecided_margin) - static_cast<std::int32_t>(pi::squared_radius));
  auto odd = hn::Zero(d);
  const auto even = hn::ReorderWidenMulAccumulate(d, xy, xy, bias, odd);
  return hn::BitCast(Words(), hn::RearrangeToOddPlusEven(even, odd));
}

HWY_INLINE bool any_undecided(Vector excesses) {
  const Words d;
  return !hn::AllFalse(d, hn::Lt(excesses, broadcast(pi::undecided_end)));
}

/// The hits among the undecided samples of a group whose first sample is `first`. Rare, about one group in forty.
HWY_NOINLINE inline std::uint64_t undecided_hits(const PrefixGroup& excesses, std::uint64_t seed, std::uint64_t first) {
  const Words d;
  std::uint64_t hits = 0;
  for (std::size_t v = 0; v < excesses.size(); ++v) {
    if (!any_undecided(excesses[v])) continue;
    HWY_ALIGN std::array<std::uint32_t, HWY_LANES(std::uint32_t)> lanes{};
    hn::Store(excesses[v], d, lanes.data());
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
      if (lanes[lane] < pi::undecided_end) hits += pi::is_hit(seed, first + sample_offset(v, lane));
    }
  }
  return hits;
}

/// Hits by 32-bit lane, those of undecided samples apart.
struct HitCounter {
  Vector decided;
  std::uint64_t undecided;

  HWY_INLINE void add(const PrefixGroup& words, std::uint64_t seed, std::uint64_t first) {
    PrefixGroup excesses;
    HWY_UNROLL(16)
    for (std::size_t v = 0; v < words.size(); ++v) excesses[v] = excess(words[v]);
    Vector least = excesses[0];
    HWY_UNROLL(16)
    for (const Vector& value : excesses) {
      least = hn::Min(least, value);
      decided = hn::Add(decided, hn::ShiftRight<31>(value));
    }
    if (any_undecided(least)) [[unlikely]]
      undecided += undecided_hits(excesses, seed, first);
  }

  std::uint64_t sum() const { return undecided + hn::GetLane(hn::SumOfLanes(Words(), decided)); }
};

/// `run.count` must be below 2^30: its hits are then sure to fit into 32 bits.
inline std::uint64_t count_hits_of_run(const BlockRun& run) {
  const Words d;
  const std::uint64_t blocks_per_group = group_size * hn::Lanes(d) / 2;
  const philox::Key key = philox::key_of(run.seed);
  const ChunkStart start = chunk_start(run.chunk(), key);
  RoundKeys keys;
  for (int round = 0; round < philox::rounds; ++round) {
    keys[static_cast<std::size_t>(round)] = philox::round_key(key, round);
  }

  // Half of each even 32-bit lane's number is its 64-bit lane's.
  Vector blocks = hn::Add(broadcast(static_cast<std::uint32_t>(run.first)), hn::ShiftRight<1>(hn::Iota(d, 0)));
  HitCounter hits{hn::Zero(d), 0};
  std::uint64_t done = 0;
  for (; done + blocks_per_group <= run.count; done += blocks_per_group) {
    hits.add(prefixes(blocks, start, keys), run.seed, (run.first + done) * pi::samples_per_block);
    blocks = hn::Add(blocks, broadcast(static_cast<std::uint32_t>(blocks_per_group)));
  }
  const auto rest = static_cast<std::uint32_t>(run.count - done);
  return hits.sum() + count_hits_of_blocks({run.seed, run.first + done, rest});
}

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
