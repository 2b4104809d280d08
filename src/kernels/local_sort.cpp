#include "kernels/local_sort.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>

#include "kernels/simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/local_sort.cpp"
#include "hwy/foreach_target.h"
// After foreach_target.h:
#include "hwy/highway.h"
#include "kernels/blending_order-inl.hpp"
#include "kernels/simd_dispatch.hpp"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if VQSORT_ENABLED
template <class Order, class Word>
void sort_by(Order order, Word* words, std::size_t count) {
  const hn::SortTag<Word> d;
#if HWY_ARCH_ARM && !HWY_HAVE_SCALABLE
  // NEON has no masked stores: Highway reads a whole vector, and up to 1.0.3 its sort of keys of two values does so at
  // their end. So the greatest keys go there first, and are left out.
  const auto last = std::reverse_iterator(words + count);
  const std::size_t spared = hn::Lanes(d);
  std::partial_sort(last, last + spared, std::reverse_iterator(words), std::greater<>());
  count -= spared;
#endif
  // Older versions of Highway want a buffer of their caller. They differ in how they tell its size; none exceeds this.
  if constexpr (requires { hn::Sort(d, order, words, count); }) {
    hn::Sort(d, order, words, count);
  } else {
    HWY_ALIGN Word buffer[8192 / sizeof(Word)];
    hn::Sort(d, order, words, count, buffer);
  }
}

void sort_words_32(std::uint32_t* words, std::size_t count) { sort_by(MinMaxOrder<std::uint32_t>(), words, count); }
void sort_words_64(std::uint64_t* words, std::size_t count) { sort_by(MinMaxOrder<std::uint64_t>(), words, count); }
#else  // a target of one lane
void sort_words_32(std::uint32_t* words, std::size_t count) { std::sort(words, words + count); }
void sort_words_64(std::uint64_t* words, std::size_t count) { std::sort(words, words + count); }
#endif

#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
void blend_words_64(std::uint64_t* words, std::size_t count) { sort_by(BlendingOrder(), words, count); }
#else
void blend_words_64(std::uint64_t* words, std::size_t count) { sort_words_64(words, count); }
#endif

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace breakeven::kernels {
namespace {

constexpr std::size_t small_count = 500;  // below it the vector sort's set-up (1.3 us) costs more than it saves

/// True when the keys were in order or in reverse order, and so are sorted now. The vector sort gains nothing from
/// either. Gives up at the first pair that disagrees with the pairs before it.
template <class Word>
bool sort_if_monotonic(std::span<Word> words) {
  const auto change = std::ranges::adjacent_find(words, std::not_equal_to<>());
  if (change == words.end()) return true;
  if (*change < *(change + 1)) return std::is_sorted(change, words.end());
  if (!std::is_sorted(change, words.end(), std::greater<>())) return false;
  std::ranges::reverse(words);
  return true;
}

template <class Word>
void sort_with(void (*vector_sort)(Word*, std::size_t), std::span<Word> words) {
  if (sort_if_monotonic(words)) return;
  if (words.size() < small_count) {
    std::ranges::sort(words);
  } else {
    vector_sort(words.data(), words.size());
  }
}

}  // namespace

void local_sort(std::span<std::uint32_t> words) { sort_with(BREAKEVEN_SIMD_VARIANT(sort_words_32), words); }
void local_sort(std::span<std::uint64_t> words, PairOrder order) {
  sort_with(
      order == PairOrder::by_blend ? BREAKEVEN_SIMD_VARIANT(blend_words_64) : BREAKEVEN_SIMD_VARIANT(sort_words_64),
      words);
}

PairOrder faster_pair_order() noexcept {
  return minimum_of_64_bits_is_slow() ? PairOrder::by_blend : PairOrder::by_minimum;
}

}  // namespace breakeven::kernels
#endif  // HWY_ONCE
