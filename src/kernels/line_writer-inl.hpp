// Words on their way to several places in memory, for one of Highway's targets (see philox-inl.hpp for the guard).
//
// A store that fills a part of a cache line has the line read from memory first, which is a third of the traffic of a
// partition. So each place gathers its words in a buffer in the first-level cache, which also makes a store of a whole
// vector of which only some lanes count harmless, and gives them away in whole lines, past the caches if wanted. (Also
// known as software write-combining: Wassenberg, Sanders: Engineering a Multi-core Radix Sort, Euro-Par 2011.)
#if defined(BREAKEVEN_LINE_WRITER_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef BREAKEVEN_LINE_WRITER_INL_HPP
#undef BREAKEVEN_LINE_WRITER_INL_HPP
#else
#define BREAKEVEN_LINE_WRITER_INL_HPP
#endif

#include <cstddef>
#include <cstdint>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

enum class Direction : bool { up, down };

/// Writes words to place, place + 1, ... in the order in which they were appended, or to place - 1, place - 2, ... in
/// whatever order.
template <class Word, Direction direction>
class LineWriter {
 public:
  using Words = hn::ScalableTag<Word>;
  static constexpr std::size_t most_vectors = 16;  ///< to be appended between two calls of flush()

  HWY_INLINE void begin(Word* place) { place_ = place; }

  /// Appends the lanes under the mask; returns how many there are.
  HWY_INLINE std::size_t append(hn::Vec<Words> words, hn::Mask<Words> mask) {
    const Words d;
    hn::StoreU(hn::Compress(words, mask), d, buffer_ + count_);
    const std::size_t appended = hn::CountTrue(d, mask);
    count_ += appended;
    return appended;
  }

  /// Writes all whole lines.
  HWY_INLINE void flush(bool past_caches) {
    const Words d;
    std::size_t done = words_to_boundary();
    if (count_ < done + line()) return;
    write_singly(0, done);
    for (; done + line() <= count_; done += line()) {
      if (direction == Direction::down) place_ -= line();
      for (std::size_t i = 0; i < line(); i += hn::Lanes(d)) {
        const auto words = hn::LoadU(d, buffer_ + done + i);
        if (past_caches) {
          hn::Stream(words, d, place_ + i);
        } else {
          hn::Store(words, d, place_ + i);
        }
      }
      if (direction == Direction::up) place_ += line();
    }
    for (std::size_t i = 0; i < line(); i += hn::Lanes(d)) {
      hn::Store(hn::LoadU(d, buffer_ + done + i), d, buffer_ + i);
    }
    count_ -= done;
  }

  /// Writes what flush() has left, and returns the place of the next word.
  HWY_INLINE Word* finish() {
    write_singly(0, count_);
    count_ = 0;
    return place_;
  }

 private:
  static constexpr std::size_t max_lanes = hn::MaxLanes(Words());
  static constexpr std::size_t max_line = HWY_MAX(max_lanes, 64 / sizeof(Word));
  static HWY_INLINE std::size_t line() { return HWY_MAX(hn::Lanes(Words()), 64 / sizeof(Word)); }

  HWY_INLINE std::size_t words_to_boundary() const {
    const std::size_t beyond = reinterpret_cast<std::uintptr_t>(place_) / sizeof(Word) % line();
    return direction == Direction::down || beyond == 0 ? beyond : line() - beyond;
  }
  HWY_INLINE void write_singly(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (direction == Direction::up) {
        *place_++ = buffer_[i];
      } else {
        *--place_ = buffer_[i];
      }
    }
  }

  Word* place_ = nullptr;
  std::size_t count_ = 0;
  // Up to two lines may be left by a flush(), and a whole vector is stored or loaded at the end.
  HWY_ALIGN Word buffer_[most_vectors * max_lanes + 3 * max_line];
};

}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif  // BREAKEVEN_LINE_WRITER_INL_HPP
