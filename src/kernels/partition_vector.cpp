#include "kernels/partition_vector.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/partition_vector.cpp"
#include "hwy/foreach_target.h"
// After foreach_target.h:
#include "hwy/highway.h"
#include "kernels/simd_dispatch.hpp"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Vectors of four words search as fast by comparing with this many splitters as by a tree; wider ones gain more.
std::size_t splitter_limit() { return HWY_TARGET == HWY_SCALAR ? 0 : 2 * hn::Lanes(hn::ScalableTag<std::uint64_t>()); }

/// Adds one to the lanes of `sum` where the mask is set.
template <class D, class V, class M>
HWY_INLINE V add_where(D d, M mask, V sum) {
  return hn::IfThenElse(mask, hn::Add(sum, hn::Set(d, 1)), sum);
}

template <class Word>
std::uint32_t class_of(const Word* splitters, std::size_t m, Word key) {
  std::uint32_t result = 0;
  for (std::size_t j = 0; j < m; ++j) result += std::uint32_t{splitters[j] <= key} + std::uint32_t{splitters[j] < key};
  return result;
}

/// Stores the low halves of vectors of 64-bit lanes, or 32-bit lanes as they are.
template <class D, class V>
HWY_INLINE void store_classes(D d, V classes, std::uint32_t* out) {
  if constexpr (sizeof(hn::TFromD<D>) == 4) {
    hn::StoreU(classes, d, out);
  } else {
    const hn::Rebind<std::uint32_t, D> narrow;
    hn::StoreU(hn::TruncateTo(narrow, classes), narrow, out);
  }
}

template <class Word>
void classify(const Word* splitters, std::size_t m, const Word* keys, std::size_t count, std::uint32_t* classes) {
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto key = hn::LoadU(d, keys + i);
    auto below = hn::Zero(d);  // splitters below the key
    auto equal = hn::Zero(d);
    for (std::size_t j = 0; j < m; ++j) {
      const auto splitter = hn::Set(d, splitters[j]);
      below = add_where(d, hn::Lt(splitter, key), below);
      equal = add_where(d, hn::Eq(splitter, key), equal);
    }
    store_classes(d, hn::Add(hn::Add(below, below), equal), classes + i);
  }
  for (; i < count; ++i) classes[i] = class_of(splitters, m, keys[i]);
}

// Measured: each class costs a compression, and vectors of two keys hardly save anything by it.
std::size_t scatter_limit() { return HWY_CAP_GE512 ? 3 : HWY_CAP_GE256 ? 1 : 0; }

/// Stores the keys under the mask side by side at `out`; room for a whole vector there makes it cheaper.
template <class D, class V, class M>
HWY_INLINE void store_under(D d, V keys, M mask, std::size_t count, hn::TFromD<D>* out, bool room) {
  if (room) {
    hn::StoreU(hn::Compress(keys, mask), d, out);
  } else {
    hn::BlendedStore(hn::Compress(keys, mask), hn::FirstN(d, count), d, out);
  }
}

template <class Word>
void scatter(const Word* splitters, std::size_t m, const Word* keys, std::size_t count, std::uint64_t* positions,
             const std::uint64_t* ends, Word* out) {
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto key = hn::LoadU(d, keys + i);
    const auto move = [&](std::size_t c, auto mask) {
      const std::size_t moved = hn::CountTrue(d, mask);
      store_under(d, key, mask, moved, out + positions[c], positions[c] + lanes <= ends[c]);
      positions[c] += moved;
    };
    auto before = hn::FirstN(d, 0);  // below or equal to a splitter tried
    for (std::size_t j = 0; j < m; ++j) {
      const auto splitter = hn::Set(d, splitters[j]);
      const auto below = hn::Lt(key, splitter);
      const auto equal = hn::Eq(key, splitter);
      move(2 * j, hn::AndNot(before, below));
      if (!hn::AllFalse(d, equal)) move(2 * j + 1, equal);
      before = hn::Or(below, equal);
    }
    move(2 * m, hn::Not(before));
  }
  for (; i < count; ++i) out[positions[class_of(splitters, m, keys[i])]++] = keys[i];
}

template <class Word>
void split(const Word* keys, std::size_t count, Word pivot, Word*& low_end, Word*& high_end) {
  Word* low = low_end;  // in registers: a store of keys might change the caller's
  Word* high = high_end;
  std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto pivots = hn::Set(d, pivot);
  for (; i + lanes <= count; i += lanes) {
    const auto key = hn::LoadU(d, keys + i);
    const auto below = hn::Lt(key, pivots);
    const std::size_t left = hn::CountTrue(d, below);
    // A whole vector: what it writes too much is not yet written, or is about to be by the next store.
    hn::StoreU(hn::Compress(key, below), d, low);
    low += left;
    high -= lanes - left;
    store_under(d, key, hn::Not(below), lanes - left, high, false);
  }
#endif
  for (; i < count; ++i) {
    if (keys[i] < pivot) {
      *low++ = keys[i];
    } else {
      *--high = keys[i];
    }
  }
  low_end = low;
  high_end = high;
}

template <class Word>
Comparison count_against(Word splitter, const Word* keys, std::size_t count) {
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto pivot = hn::Set(d, splitter);
  auto below = hn::Zero(d);
  auto equal = hn::Zero(d);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto key = hn::LoadU(d, keys + i);
    below = add_where(d, hn::Lt(key, pivot), below);
    equal = add_where(d, hn::Eq(key, pivot), equal);
  }
  Comparison result{hn::GetLane(hn::SumOfLanes(d, below)), hn::GetLane(hn::SumOfLanes(d, equal))};
  for (; i < count; ++i) {
    result.below += keys[i] < splitter;
    result.equal += keys[i] == splitter;
  }
  return result;
}

void classify_32(const std::uint32_t* splitters, std::size_t m, const std::uint32_t* keys, std::size_t count,
                 std::uint32_t* classes) {
  classify(splitters, m, keys, count, classes);
}
void classify_64(const std::uint64_t* splitters, std::size_t m, const std::uint64_t* keys, std::size_t count,
                 std::uint32_t* classes) {
  classify(splitters, m, keys, count, classes);
}
void scatter_32(const std::uint32_t* splitters, std::size_t m, const std::uint32_t* keys, std::size_t count,
                std::uint64_t* positions, const std::uint64_t* ends, std::uint32_t* out) {
  scatter(splitters, m, keys, count, positions, ends, out);
}
void scatter_64(const std::uint64_t* splitters, std::size_t m, const std::uint64_t* keys, std::size_t count,
                std::uint64_t* positions, const std::uint64_t* ends, std::uint64_t* out) {
  scatter(splitters, m, keys, count, positions, ends, out);
}
void split_32(const std::uint32_t* keys, std::size_t count, std::uint32_t pivot, std::uint32_t*& low,
              std::uint32_t*& high) {
  split(keys, count, pivot, low, high);
}
void split_64(const std::uint64_t* keys, std::size_t count, std::uint64_t pivot, std::uint64_t*& low,
              std::uint64_t*& high) {
  split(keys, count, pivot, low, high);
}
Comparison count_against_32(std::uint32_t splitter, const std::uint32_t* keys, std::size_t count) {
  return count_against(splitter, keys, count);
}
Comparison count_against_64(std::uint64_t splitter, const std::uint64_t* keys, std::size_t count) {
  return count_against(splitter, keys, count);
}

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace breakeven::kernels {

std::size_t vector_splitter_limit() { return BREAKEVEN_SIMD_VARIANT(splitter_limit)(); }

void classify_by_comparison(std::span<const std::uint32_t> splitters, std::span<const std::uint32_t> keys,
                            std::uint32_t* classes) {
  BREAKEVEN_SIMD_VARIANT(classify_32)(splitters.data(), splitters.size(), keys.data(), keys.size(), classes);
}
void classify_by_comparison(std::span<const std::uint64_t> splitters, std::span<const std::uint64_t> keys,
                            std::uint32_t* classes) {
  BREAKEVEN_SIMD_VARIANT(classify_64)(splitters.data(), splitters.size(), keys.data(), keys.size(), classes);
}

std::size_t vector_scatter_limit() { return BREAKEVEN_SIMD_VARIANT(scatter_limit)(); }

void scatter_by_comparison(std::span<const std::uint32_t> splitters, std::span<const std::uint32_t> keys,
                           std::uint64_t* positions, const std::uint64_t* ends, std::uint32_t* out) {
  BREAKEVEN_SIMD_VARIANT(scatter_32)
  (splitters.data(), splitters.size(), keys.data(), keys.size(), positions, ends, out);
}
void scatter_by_comparison(std::span<const std::uint64_t> splitters, std::span<const std::uint64_t> keys,
                           std::uint64_t* positions, const std::uint64_t* ends, std::uint64_t* out) {
  BREAKEVEN_SIMD_VARIANT(scatter_64)
  (splitters.data(), splitters.size(), keys.data(), keys.size(), positions, ends, out);
}

void split_by_comparison(std::span<const std::uint32_t> keys, std::uint32_t pivot, std::uint32_t*& low,
                         std::uint32_t*& high) {
  BREAKEVEN_SIMD_VARIANT(split_32)(keys.data(), keys.size(), pivot, low, high);
}
void split_by_comparison(std::span<const std::uint64_t> keys, std::uint64_t pivot, std::uint64_t*& low,
                         std::uint64_t*& high) {
  BREAKEVEN_SIMD_VARIANT(split_64)(keys.data(), keys.size(), pivot, low, high);
}

Comparison count_against(std::uint32_t splitter, std::span<const std::uint32_t> keys) {
  return BREAKEVEN_SIMD_VARIANT(count_against_32)(splitter, keys.data(), keys.size());
}
Comparison count_against(std::uint64_t splitter, std::span<const std::uint64_t> keys) {
  return BREAKEVEN_SIMD_VARIANT(count_against_64)(splitter, keys.data(), keys.size());
}

}  // namespace breakeven::kernels
#endif  // HWY_ONCE
