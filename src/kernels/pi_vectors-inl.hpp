// count_hits_of_run() on vectors, for any of Highway's targets but HWY_SCALAR. See pi_sample.hpp for what is counted.
//
// pi.cpp includes this once per variant of a target: BREAKEVEN_PI_VARIANT is the namespace, BREAKEVEN_PI_ICE_LAKE tells
// whether instructions beyond the target's may be used that Highway 1.0.3 knows no target for.
//
// Counting with Philox and the lazy sampler costs, per two vectors of samples: two multiplications, two shuffles and
// two three-way xors (one instruction on AVX-512) for each round, of which ChunkStart saves two and a half, and ten
// instructions for the test.

#include <array>
#include <cstddef>
#include <cstdint>

#include "breakeven/pi_sample.hpp"
#include "hwy/highway.h"
#include "kernels/pi_blocks.hpp"
#include "kernels/pi_words-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace BREAKEVEN_PI_VARIANT {

// ---- tests, in the form of pi::prefix_excess(): the sign tells the side, and what is below undecided_end is undecided

template <class RandomWords>
class LazySamples {
 public:
  using Random = RandomWords;
  using V = hn::Vec<typename Random::Tag>;
  static constexpr std::uint32_t undecided_end = pi::undecided_end;

  HWY_INLINE explicit LazySamples(const BlockRun& run) : prefixes_(run, philox::Stream::pi_prefix) {}

  HWY_INLINE typename Random::Group excesses(V blocks) const {
    auto group = prefixes_.words(blocks);
    HWY_UNROLL(16)
    for (V& words : group) words = prefix_excess(words);
    return group;
  }

 private:
  Random prefixes_;
};

/// Tests the upper 32 bits of the coordinates, x and y: the rest of them, less than 1 each, moves a point by less than
/// sqrt(2). By the argument at pi::undecided_margin, with a radius of 2^31, x^2 + y^2 - 2^62 then decides if it is
/// 2 sqrt(2) (2^31 + sqrt(2)) + 2 < 6074001006 away from zero; all but one in 4e8 samples are.
template <class RandomWords>
class EagerSamples {
 public:
  using Random = RandomWords;
  using D = typename Random::Tag;
  using V = hn::Vec<D>;
  static constexpr std::int64_t margin = 6074001006;
  static constexpr std::uint32_t undecided_end = (2 * margin >> 32) + 1;  // of the upper words

  HWY_INLINE explicit EagerSamples(const BlockRun& run)
      : prefixes_(run, philox::Stream::pi_prefix),
        suffixes_x_(run, philox::Stream::pi_suffix_x),
        suffixes_y_(run, philox::Stream::pi_suffix_y) {}

  HWY_INLINE typename Random::Group excesses(V blocks) const {
    auto group = prefixes_.words(blocks);
    const auto x = suffixes_x_.words(blocks);
    const auto y = suffixes_y_.words(blocks);
    HWY_UNROLL(16)
    for (std::size_t v = 0; v < group.size(); ++v) {
      group[v] =
          excess(funnel(group[v], x[v]), hn::OrAnd(hn::ShiftRight<16>(y[v]), group[v], hn::Set(D(), 0xFFFF0000)));
    }
    return group;
  }

 private:
  /// The upper words of x^2 + y^2 - 2^62 + margin.
  static HWY_INLINE V excess(V x, V y) {
    const V of_even = sum_of_squares(x, y);
    const V of_odd = sum_of_squares(hn::Shuffle2301(x), hn::Shuffle2301(y));
    return hn::OddEven(of_odd, hn::Shuffle2301(of_even));
  }
  static HWY_INLINE V sum_of_squares(V x, V y) {
    const hn::RebindToSigned<D> d;
    const hn::RepartitionToWide<decltype(d)> wide;
    const auto square = [d](V v) { return hn::MulEven(hn::BitCast(d, v), hn::BitCast(d, v)); };
    constexpr std::int64_t bias = margin - (std::int64_t{1} << 62);
    return hn::BitCast(D(), hn::Add(hn::Add(square(x), hn::Set(wide, bias)), square(y)));
  }

  Random prefixes_;
  Random suffixes_x_;
  Random suffixes_y_;
};

// ---- counting

template <class Samples>
HWY_INLINE bool any_undecided(typename Samples::V excesses) {
  const hn::DFromV<typename Samples::V> d;
  return !hn::AllFalse(d, hn::Lt(excesses, hn::Set(d, Samples::undecided_end)));
}

/// The hits among the undecided samples of a group whose first sample is `first`. Rare, about one group in forty.
template <class Samples>
HWY_NOINLINE std::uint64_t undecided_hits(const typename Samples::Random::Group& excesses, const BlockRun& run,
                                          std::uint64_t first) {
  using Random = typename Samples::Random;
  using enum philox::Stream;
  const typename Random::Tag d;
  std::uint64_t hits = 0;
  for (std::size_t v = 0; v < excesses.size(); ++v) {
    if (!any_undecided<Samples>(excesses[v])) continue;
    alignas(64) std::array<std::uint32_t, HWY_LANES(std::uint32_t)> lanes{};
    hn::Store(excesses[v], d, lanes.data());
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
      if (lanes[lane] >= Samples::undecided_end) continue;
      const std::uint64_t index = first + Random::sample_offset(v, lane);
      const auto word = [&](philox::Stream stream) { return Random::word(run, index, stream); };
      hits += pi::inside(pi::coordinates(word(pi_prefix), word(pi_suffix_x), word(pi_suffix_y)));
    }
  }
  return hits;
}

/// `run.count` must be below 2^30: its hits are then sure to fit into 32 bits.
template <class Samples>
std::uint64_t count_hits_with(const BlockRun& run, Sampler sampler) {
  using Random = typename Samples::Random;
  const typename Random::Tag d;
  const Samples samples(run);
  const std::uint32_t group_blocks = Random::group_blocks();
  auto blocks = Random::first_blocks(static_cast<std::uint32_t>(run.first));
  auto decided = hn::Zero(d);
  std::uint64_t undecided = 0;
  std::uint32_t done = 0;
  for (; run.count - done >= group_blocks; done += group_blocks) {
    const auto excesses = samples.excesses(blocks);
    auto least = excesses[0];
    HWY_UNROLL(16)
    for (const auto& value : excesses) {
      least = hn::Min(least, value);
      decided = hn::Add(decided, hn::ShiftRight<31>(value));
    }
    if (any_undecided<Samples>(least)) [[unlikely]] {
      undecided += undecided_hits<Samples>(excesses, run, (run.first + done) * pi::samples_per_block);
    }
    blocks = Random::skip(blocks, group_blocks);
  }
  return undecided + hn::GetLane(hn::SumOfLanes(d, decided)) +
         count_hits_of_blocks({run.sequence, run.first + done, run.count - done}, sampler);
}

inline std::uint64_t count_hits_of_run(const BlockRun& run, Sampler sampler) {
  const bool lazy = sampler == Sampler::lazy;
  if (run.sequence.generator == pi::Generator::philox) {
    return lazy ? count_hits_with<LazySamples<PhiloxWords>>(run, sampler)
                : count_hits_with<EagerSamples<PhiloxWords>>(run, sampler);
  }
  return lazy ? count_hits_with<LazySamples<ArsWords>>(run, sampler)
              : count_hits_with<EagerSamples<ArsWords>>(run, sampler);
}

}  // namespace BREAKEVEN_PI_VARIANT
}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
