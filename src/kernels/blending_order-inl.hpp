// The steps of the vector sort's networks by comparison and blend, for one of Highway's targets (see philox-inl.hpp for
// the guard).
//
// Highway orders pairs of keys by minimum and maximum. Of 64-bit integers each is two instructions on Intel's
// processors with AVX-512, both for the same port; a comparison to a mask and two blends are three, over two ports.
// Where the keys to be paired are in one vector, one blend by the comparison, inverted for the upper key of each pair,
// is all there is to do. Measured on a Xeon: 0.89 of the time of a sort of 1e6 keys. AMD's need one instruction
// for a minimum and have fewer ports for comparisons.
#if defined(BREAKEVEN_BLENDING_ORDER_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef BREAKEVEN_BLENDING_ORDER_INL_HPP
#undef BREAKEVEN_BLENDING_ORDER_INL_HPP
#else
#define BREAKEVEN_BLENDING_ORDER_INL_HPP
#endif

#include <cstdint>

#include "hwy/contrib/sort/traits-inl.h"
#include "hwy/contrib/sort/vqsort-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if VQSORT_ENABLED
/// Ascending order of words, as Highway sorts by it.
template <class Word>
using MinMaxOrder = hn::detail::SharedTraits<hn::detail::TraitsLane<hn::detail::OrderAscending<Word>>>;

/// The same for 64-bit words, by comparison and blend. Names and meanings are Highway's, which calls these.
struct BlendingOrder : MinMaxOrder<std::uint64_t> {
  template <class D>
  HWY_INLINE void Sort2(D d, hn::Vec<D>& a, hn::Vec<D>& b) const {
    const hn::Vec<D> first = a;
    const hn::Mask<D> in_order = this->Compare(d, a, b);
    a = hn::IfThenElse(in_order, a, b);
    b = hn::IfThenElse(in_order, b, first);
  }

  template <class D>
  HWY_INLINE hn::Vec<D> SortPairsDistance1(D d, hn::Vec<D> v) const {
    return sort_pairs(d, v, this->ReverseKeys2(d, v), 0b10101010);
  }
  template <class D>
  HWY_INLINE hn::Vec<D> SortPairsDistance2(D d, hn::Vec<D> v) const {
    return sort_pairs(d, v, this->SwapAdjacentPairs(d, v), 0b11001100);
  }
  template <class D>
  HWY_INLINE hn::Vec<D> SortPairsDistance4(D d, hn::Vec<D> v) const {
    return sort_pairs(d, v, this->SwapAdjacentQuads(d, v), 0b11110000);
  }
  template <class D>
  HWY_INLINE hn::Vec<D> SortPairsReverse4(D d, hn::Vec<D> v) const {
    return sort_pairs(d, v, this->ReverseKeys4(d, v), 0b11001100);
  }
  template <class D>
  HWY_INLINE hn::Vec<D> SortPairsReverse8(D d, hn::Vec<D> v) const {
    return sort_pairs(d, v, this->ReverseKeys8(d, v), 0b11110000);
  }

 private:
  /// Every lane of `v` and of `partners` is one key of a pair. The lanes of `upper` get the greater one.
  template <class D>
  static HWY_INLINE hn::Vec<D> sort_pairs(D d, hn::Vec<D> v, hn::Vec<D> partners, std::uint8_t upper) {
    const hn::Mask<D> less = hn::Lt(partners, v);
    return hn::IfThenElse(hn::Xor(less, hn::LoadMaskBits(d, &upper)), partners, v);
  }
};
#endif

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif  // BREAKEVEN_BLENDING_ORDER_INL_HPP
