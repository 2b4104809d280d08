// The random words of pi's samples on vectors, a group of them at a time. A part of pi_vectors-inl.hpp, which see:
// included once per variant of a target.
//
// Every step is done for a group of vectors before the next one, because an instruction's latency is several times its
// cost.

#include <array>
#include <cstddef>
#include <cstdint>

#include "breakeven/pi_sample.hpp"
#include "hwy/highway.h"
#include "kernels/philox-inl.hpp"
#include "kernels/pi_blocks.hpp"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace BREAKEVEN_PI_VARIANT {

// ---- single instructions, where variants differ. V is a vector of 32-bit words.

/// pi::prefix_excess() of each word.
template <class V>
HWY_INLINE V prefix_excess(V words) {
  const hn::DFromV<V> d;
  const V bias = hn::Set(d, pi::undecided_margin - pi::squared_radius);
#if BREAKEVEN_PI_ICE_LAKE
  return V{_mm512_dpwssd_epi32(bias.raw, words.raw, words.raw)};
#else
  const hn::RebindToSigned<decltype(d)> sums;
  const hn::RepartitionToNarrow<decltype(sums)> halves;
  const auto xy = hn::BitCast(halves, words);
  auto odd = hn::Zero(sums);
  const auto even = hn::ReorderWidenMulAccumulate(sums, xy, xy, hn::Zero(sums), odd);
  return hn::Add(hn::BitCast(d, hn::RearrangeToOddPlusEven(even, odd)), bias);
#endif
}

/// The lower half of each word of `high`, then the upper half of that of `low`.
template <class V>
HWY_INLINE V funnel(V high, V low) {
#if BREAKEVEN_PI_ICE_LAKE
  return V{_mm512_shldi_epi32(high.raw, low.raw, 16)};
#else
  return hn::Or(hn::ShiftLeft<16>(high), hn::ShiftRight<16>(low));
#endif
}

#if BREAKEVEN_PI_ICE_LAKE
using AesWords = Words;
using AesVector = Vector;
HWY_INLINE AesVector aes_round(AesVector state, AesVector key) {
  return AesVector{_mm512_aesenc_epi128(state.raw, key.raw)};
}
HWY_INLINE AesVector aes_last_round(AesVector state, AesVector key) {
  return AesVector{_mm512_aesenclast_epi128(state.raw, key.raw)};
}
#else
using AesWords = hn::CappedTag<std::uint32_t, 4>;  // wider ones would have to be taken apart for AES
using AesVector = hn::Vec<AesWords>;
using AesBytes = hn::Repartition<std::uint8_t, AesWords>;
HWY_INLINE AesVector aes_round(AesVector state, AesVector key) {
  return hn::BitCast(AesWords(), hn::AESRound(hn::BitCast(AesBytes(), state), hn::BitCast(AesBytes(), key)));
}
HWY_INLINE AesVector aes_last_round(AesVector state, AesVector key) {
  return hn::BitCast(AesWords(), hn::AESLastRound(hn::BitCast(AesBytes(), state), hn::BitCast(AesBytes(), key)));
}
#endif

// ---- random words

/// std::array, but of this target.
template <class T, std::size_t n>
struct GroupOf {
  HWY_INLINE GroupOf() {}
  HWY_INLINE T& operator[](std::size_t i) { return items[i]; }
  HWY_INLINE const T& operator[](std::size_t i) const { return items[i]; }
  HWY_INLINE T* begin() { return items; }
  HWY_INLINE T* end() { return items + n; }
  HWY_INLINE const T* begin() const { return items; }
  HWY_INLINE const T* end() const { return items + n; }
  static constexpr std::size_t size() { return n; }

  T items[n];
};

/// A 64-bit lane of a vector of counters holds one block, four samples, and a group's words come two of each block to
/// a vector: by 32-bit lanes words 1 0 1 0 ... in the even vectors, 3 2 3 2 ... in the odd ones.
class PhiloxWords {
 public:
  /// Vectors of counters in a group. Measured best with g++ 12: with six the compiler starts to spill.
  static constexpr std::size_t counters = HWY_CAP_GE512 ? 5 : 4;
  using Tag = Words;
  using Group = GroupOf<Vector, 2 * counters>;

  HWY_INLINE PhiloxWords(const BlockRun& run, philox::Stream stream) {
    const philox::Key key = philox::key_of(run.sequence.seed);
    start_ = chunk_start(run.chunk(), key, stream);
    for (int round = 0; round < philox::rounds; ++round) {
      keys_[static_cast<std::size_t>(round)] = philox::round_key(key, round);
    }
  }

  static HWY_INLINE std::uint32_t group_blocks() {
    return static_cast<std::uint32_t>(counters * hn::Lanes(Words()) / 2);
  }
  /// The lower halves of the numbers of the first vector's blocks.
  static HWY_INLINE Vector first_blocks(std::uint32_t first) {
    return hn::Add(broadcast(first), hn::ShiftRight<1>(hn::Iota(Words(), 0)));
  }
  static HWY_INLINE Vector skip(Vector blocks, std::uint32_t count) { return hn::Add(blocks, broadcast(count)); }
  /// Where the sample in lane `lane` of vector `vector` stands, counted from the group's first.
  static HWY_INLINE std::uint64_t sample_offset(std::size_t vector, std::size_t lane) {
    const std::size_t block = vector / 2 * (hn::Lanes(Words()) / 2) + lane / 2;
    return block * pi::samples_per_block + vector % 2 * 2 + (1 - lane % 2);
  }

  /// One word of the run's sequence, by itself.
  static std::uint32_t word(const BlockRun& run, std::uint64_t index, philox::Stream stream) {
    return pi::word_of(run.sequence, index, stream);
  }

  HWY_INLINE Group words(Vector blocks) const {
    GroupOf<PhiloxLanes, counters> group;
    HWY_UNROLL(8)
    for (PhiloxLanes& lanes : group) {
      lanes = first_rounds(blocks);
      blocks = skip(blocks, static_cast<std::uint32_t>(hn::Lanes(Words()) / 2));
    }
    HWY_UNROLL(8)
    for (std::size_t round = chunk_rounds; round < philox::rounds - 1; ++round) {
      HWY_UNROLL(8)
      for (PhiloxLanes& lanes : group) lanes = philox_round(lanes, keys_[round]);
    }
    // The last round leaves the products where they are and raises the other operands to their upper words: so two
    // words of the result share a vector.
    Group words;
    HWY_UNROLL(8)
    for (std::size_t v = 0; v < counters; ++v) {
      const Vector product_0 = product(group[v].word_0, broadcast(philox::multiplier_0));
      const Vector product_1 = product(group[v].word_2, broadcast(philox::multiplier_1));
      const philox::Key key = keys_.back();
      words[2 * v] = hn::Xor(product_1, hn::Xor(raised(group[v].word_1), raised(broadcast(key[0]))));
      words[2 * v + 1] = hn::Xor(product_0, hn::Xor(raised(group[v].word_3), raised(broadcast(key[1]))));
    }
    return words;
  }

 private:
  HWY_INLINE PhiloxLanes first_rounds(Vector blocks) const {
    const Vector product_0 =
        product(hn::Xor(blocks, broadcast(start_.round_0_word_0)), broadcast(philox::multiplier_0));
    const Vector product_1 =
        product(hn::Xor(upper(product_0), broadcast(start_.round_1_word_2)), broadcast(philox::multiplier_1));
    return {hn::Xor(upper(product_1), broadcast(start_.round_2_word_0)), product_1,
            hn::Xor(product_0, broadcast(start_.round_2_word_2)), broadcast(start_.round_2_word_3)};
  }

  ChunkStart start_;
  std::array<philox::Key, philox::rounds> keys_;
};

/// A 128-bit lane holds a block; a group's words come in the order of the samples.
class ArsWords {
 public:
  static constexpr std::size_t counters = 8;  // a round's latency is 3 to 8 times its cost
  using Tag = AesWords;
  using Group = GroupOf<AesVector, counters>;

  HWY_INLINE ArsWords(const BlockRun& run, philox::Stream stream) {
    const philox::Key seed = philox::key_of(run.sequence.seed);
    const ars::Block key{seed[0], seed[1], 0, 0};
    const auto counter = pi::counter_of(run.first, stream);
    start_ = {counter[0] ^ key[0], key[1], counter[2] ^ key[2], counter[3] ^ key[3]};
    for (int round = 0; round < ars::rounds; ++round) {
      keys_[static_cast<std::size_t>(round)] = ars::round_key(key, round + 1);
    }
  }

  static HWY_INLINE std::uint32_t group_blocks() {
    return static_cast<std::uint32_t>(counters * hn::Lanes(AesWords()) / 4);
  }
  static HWY_INLINE AesVector first_blocks(std::uint32_t first) {
    return only_word_1(hn::Add(hn::Set(AesWords(), first), hn::ShiftRight<2>(hn::Iota(AesWords(), 0))));
  }
  static HWY_INLINE AesVector skip(AesVector blocks, std::uint32_t count) {
    return hn::Add(blocks, only_word_1(hn::Set(AesWords(), count)));
  }
  static HWY_INLINE std::uint64_t sample_offset(std::size_t vector, std::size_t lane) {
    return vector * hn::Lanes(AesWords()) + lane;
  }

  static std::uint32_t word(const BlockRun& run, std::uint64_t index, philox::Stream stream) {
    const auto block = static_cast<std::uint32_t>(index / pi::samples_per_block);
    alignas(64) std::array<std::uint32_t, HWY_LANES(std::uint32_t)> lanes{};
    hn::Store(ArsWords(run, stream).words(first_blocks(block))[0], AesWords(), lanes.data());
    return lanes[index % pi::samples_per_block];
  }

  HWY_INLINE Group words(AesVector blocks) const {
    Group group;
    const AesVector start = repeated(start_);
    HWY_UNROLL(8)
    for (AesVector& state : group) {
      state = hn::Xor(blocks, start);
      blocks = skip(blocks, static_cast<std::uint32_t>(hn::Lanes(AesWords()) / 4));
    }
    HWY_UNROLL(8)
    for (std::size_t round = 0; round < ars::rounds - 1; ++round) {
      HWY_UNROLL(8)
      for (AesVector& state : group) state = aes_round(state, repeated(keys_[round]));
    }
    HWY_UNROLL(8)
    for (AesVector& state : group) state = aes_last_round(state, repeated(keys_.back()));
    return group;
  }

 private:
  static HWY_INLINE AesVector repeated(const ars::Block& block) { return hn::LoadDup128(AesWords(), block.data()); }
  static HWY_INLINE AesVector only_word_1(AesVector words) {
    alignas(16) static constexpr ars::Block mask{0, 0xFFFFFFFF, 0, 0};
    return hn::And(words, repeated(mask));
  }

  alignas(16) ars::Block start_;
  alignas(16) std::array<ars::Block, ars::rounds> keys_;
};

}  // namespace BREAKEVEN_PI_VARIANT
}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
