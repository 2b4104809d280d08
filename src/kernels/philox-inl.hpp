// Philox4x32-10 on vectors, for one of Highway's targets (include it between the target's other headers; the guard
// below lets it in once per target). Not for HWY_SCALAR, whose vectors have no neighbouring words to multiply into.

// Highway's own idiom for per-target headers: the macro flips with every target that foreach_target.h visits.
#if defined(BREAKEVEN_PHILOX_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef BREAKEVEN_PHILOX_INL_HPP
#undef BREAKEVEN_PHILOX_INL_HPP
#else
#define BREAKEVEN_PHILOX_INL_HPP
#endif

#include <cstdint>

#include "breakeven/philox.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::ScalableTag<std::uint32_t>;
using Lanes64 = hn::ScalableTag<std::uint64_t>;
using Vector = hn::Vec<Words>;

/// A counter per 64-bit lane. Each word lies in the lower half of its lanes; the upper halves hold anything, which is
/// what makes a round cheap: a product's lower word is where the next round wants it, without being moved.
struct PhiloxLanes {
  // Written out because what the compiler adds by itself is not of this target.
  HWY_INLINE PhiloxLanes() {}
  HWY_INLINE PhiloxLanes(Vector w0, Vector w1, Vector w2, Vector w3) : word_0(w0), word_1(w1), word_2(w2), word_3(w3) {}

  Vector word_0, word_1, word_2, word_3;
};

HWY_INLINE Vector broadcast(std::uint32_t value) { return hn::Set(Words(), value); }

/// The 64-bit product of the lower words of each lane.
HWY_INLINE Vector product(Vector words, Vector multiplier) {
  return hn::BitCast(Words(), hn::MulEven(words, multiplier));
}

/// The upper word of each lane moved to the lower half.
HWY_INLINE Vector upper(Vector lanes) { return hn::Shuffle2301(lanes); }
/// The lower word of each lane moved to the upper half, zero below.
HWY_INLINE Vector raised(Vector lanes) {
  return hn::BitCast(Words(), hn::ShiftLeft<32>(hn::BitCast(Lanes64(), lanes)));
}

HWY_INLINE PhiloxLanes philox_round(const PhiloxLanes& in, philox::Key key) {
  const Vector product_0 = product(in.word_0, broadcast(philox::multiplier_0));
  const Vector product_1 = product(in.word_2, broadcast(philox::multiplier_1));
  return {hn::Xor(upper(product_1), hn::Xor(in.word_1, broadcast(key[0]))), product_1,
          hn::Xor(upper(product_0), hn::Xor(in.word_3, broadcast(key[1]))), product_0};
}

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
