#include "kernels/partition_vector.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/partition_vector.cpp"
#include "hwy/foreach_target.h"
// After foreach_target.h:
#include "hwy/cache_control.h"
#include "hwy/highway.h"
#include "kernels/line_writer-inl.hpp"
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
std::size_t scatter_limit() { return HWY_CAP_GE512 ? most_scatter_splitters : HWY_CAP_GE256 ? 1 : 0; }

template <std::size_t m, class Word>
void scatter(const Word* splitters, const Word* keys, std::size_t count, std::uint64_t* positions, Word* out,
             bool past_caches) {
  using Writer = LineWriter<Word, Direction::up>;
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  Writer classes[2 * m + 1];
  for (std::size_t c = 0; c <= 2 * m; ++c) classes[c].begin(out + positions[c]);
  std::size_t i = 0;
  while (i + lanes <= count) {
    for (std::size_t v = 0; v < Writer::most_vectors && i + lanes <= count; ++v, i += lanes) {
      const auto key = hn::LoadU(d, keys + i);
      auto before = hn::FirstN(d, 0);  // below or equal to a splitter tried
      for (std::size_t j = 0; j < m; ++j) {
        const auto splitter = hn::Set(d, splitters[j]);
        const auto below = hn::Lt(key, splitter);
        const auto equal = hn::Eq(key, splitter);
        classes[2 * j].append(key, hn::AndNot(before, below));
        if (!hn::AllFalse(d, equal)) classes[2 * j + 1].append(key, equal);
        before = hn::Or(below, equal);
      }
      classes[2 * m].append(key, hn::Not(before));
    }
    for (Writer& writer : classes) writer.flush(past_caches);
  }
  for (std::size_t c = 0; c <= 2 * m; ++c) positions[c] = static_cast<std::uint64_t>(classes[c].finish() - out);
  hwy::FlushStream();
  for (; i < count; ++i) out[positions[class_of(splitters, m, keys[i])]++] = keys[i];
}

template <class Word>
void scatter(const Word* splitters, std::size_t m, const Word* keys, std::size_t count, std::uint64_t* positions,
             Word* out, bool past_caches) {
  static_assert(most_scatter_splitters == 3);
  switch (m) {
    case 0: return scatter<0>(splitters, keys, count, positions, out, past_caches);
    case 1: return scatter<1>(splitters, keys, count, positions, out, past_caches);
    case 2: return scatter<2>(splitters, keys, count, positions, out, past_caches);
    default: return scatter<3>(splitters, keys, count, positions, out, past_caches);
  }
}

template <class Word>
void split(const Word* keys, std::size_t count, Word pivot, Word*& low_end, Word*& high_end, bool past_caches) {
  using Below = LineWriter<Word, Direction::up>;
  const hn::ScalableTag<Word> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto pivots = hn::Set(d, pivot);
  Below below;
  LineWriter<Word, Direction::down> others;
  below.begin(low_end);
  others.begin(high_end);
  std::size_t i = 0;
  while (i + lanes <= count) {
    for (std::size_t v = 0; v < Below::most_vectors && i + lanes <= count; ++v, i += lanes) {
      const auto key = hn::LoadU(d, keys + i);
      const auto is_below = hn::Lt(key, pivots);
      below.append(key, is_below);
      others.append(key, hn::Not(is_below));
    }
    below.flush(past_caches);
    others.flush(past_caches);
  }
  low_end = below.finish();
  high_end = others.finish();
  hwy::FlushStream();
  for (; i < count; ++i) {
    if (keys[i] < pivot) {
      *low_end++ = keys[i];
    } else {
      *--high_end = keys[i];
    }
  }
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
                std::uint64_t* positions, std::uint32_t* out, bool past_caches) {
  scatter(splitters, m, keys, count, positions, out, past_caches);
}
void scatter_64(const std::uint64_t* splitters, std::size_t m, const std::uint64_t* keys, std::size_t count,
                std::uint64_t* positions, std::uint64_t* out, bool past_caches) {
  scatter(splitters, m, keys, count, positions, out, past_caches);
}
void split_32(const std::uint32_t* keys, std::size_t count, std::uint32_t pivot, std::uint32_t*& low,
              std::uint32_t*& high, bool past_caches) {
  split(keys, count, pivot, low, high, past_caches);
}
void split_64(const std::uint64_t* keys, std::size_t count, std::uint64_t pivot, std::uint64_t*& low,
              std::uint64_t*& high, bool past_caches) {
  split(keys, count, pivot, low, high, past_caches);
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
                           std::uint64_t* positions, std::uint32_t* out, bool past_caches) {
  BREAKEVEN_SIMD_VARIANT(scatter_32)
  (splitters.data(), splitters.size(), keys.data(), keys.size(), positions, out, past_caches);
}
void scatter_by_comparison(std::span<const std::uint64_t> splitters, std::span<const std::uint64_t> keys,
                           std::uint64_t* positions, std::uint64_t* out, bool past_caches) {
  BREAKEVEN_SIMD_VARIANT(scatter_64)
  (splitters.data(), splitters.size(), keys.data(), keys.size(), positions, out, past_caches);
}

void split_by_comparison(std::span<const std::uint32_t> keys, std::uint32_t pivot, std::uint32_t*& low,
                         std::uint32_t*& high, bool past_caches) {
  BREAKEVEN_SIMD_VARIANT(split_32)(keys.data(), keys.size(), pivot, low, high, past_caches);
}
void split_by_comparison(std::span<const std::uint64_t> keys, std::uint64_t pivot, std::uint64_t*& low,
                         std::uint64_t*& high, bool past_caches) {
  BREAKEVEN_SIMD_VARIANT(split_64)(keys.data(), keys.size(), pivot, low, high, past_caches);
}

Comparison count_against(std::uint32_t splitter, std::span<const std::uint32_t> keys) {
  return BREAKEVEN_SIMD_VARIANT(count_against_32)(splitter, keys.data(), keys.size());
}
Comparison count_against(std::uint64_t splitter, std::span<const std::uint64_t> keys) {
  return BREAKEVEN_SIMD_VARIANT(count_against_64)(splitter, keys.data(), keys.size());
}

}  // namespace breakeven::kernels
#endif  // HWY_ONCE
