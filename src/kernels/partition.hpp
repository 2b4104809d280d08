// Dividing keys among workers: which class of keys does each one belong to, how many are there of each, and a
// stable move into class order.
//
// m ascending splitters make 2m + 1 classes: class 2j holds the keys between splitters j - 1 and j, class 2j + 1 those
// equal to splitter j. Keys that equal a splitter are a class of their own because they may be divided among
// workers at will, which is what bounds the workers' shares for inputs with many duplicates.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "kernels/ordered_key.hpp"

namespace breakeven::kernels {

template <OrderedWord Word>
class Classifier {
 public:
  /// Keys are classified in blocks of this size: their classes stay in the first-level cache.
  static constexpr std::size_t block_size = 1024;

  /// Throws std::logic_error unless the splitters are strictly ascending.
  explicit Classifier(std::span<const Word> splitters);

  std::size_t classes() const noexcept { return 2 * splitters_.size() + 1; }

  /// Writes the class of every key. O(log m) a key; comparison with all splitters, in vectors, when these are few.
  void classify(std::span<const Word> keys, std::span<std::uint32_t> classes) const;

  /// Adds to counts[c] the number of keys in class c.
  void count(std::span<const Word> keys, std::span<std::uint64_t> counts) const;

  /// Moves every key to out[positions[c]++] where c is its class; `out` must not overlap the keys. See Scatter, which
  /// also knows whether the caches have room for all of `out`.
  void scatter(std::span<const Word> keys, std::span<std::uint64_t> positions, Word* out, bool past_caches) const;

 private:
  void search(std::span<const Word> keys, std::uint32_t* classes) const noexcept;

  std::vector<Word> splitters_;
  // A binary search tree in breadth-first order from index 1, padded to a full tree with the last splitter, and the
  // splitter to the left of every gap between splitters; only where splitters are too many to compare with all.
  std::vector<Word> tree_;
  std::vector<Word> left_of_gap_;
};

/// True for so many words that caches will not keep them until they are needed again.
template <OrderedWord Word>
constexpr bool is_for_memory(std::uint64_t words) noexcept {
  return words > (std::uint64_t{64} << 20) / sizeof(Word);
}

/// Moves keys, chunk by chunk, to where their classes lie in `out`, one class after the other, without gaps.
template <OrderedWord Word>
class Scatter {
 public:
  /// `counts` are those of all chunks together; `classifier` and `out` must outlive this.
  Scatter(const Classifier<Word>& classifier, std::span<const std::uint64_t> counts, Word* out)
      : classifier_(classifier), positions_(counts.size()), out_(out) {
    std::exclusive_scan(counts.begin(), counts.end(), positions_.begin(), std::uint64_t{0});
    past_caches_ = is_for_memory<Word>(positions_.back() + counts.back());
  }

  /// Stable. `keys` must not overlap `out`.
  void operator()(std::span<const Word> keys) { classifier_.scatter(keys, positions_, out_, past_caches_); }

 private:
  const Classifier<Word>& classifier_;
  std::vector<std::uint64_t> positions_;  // where the next key of each class goes
  Word* out_;
  bool past_caches_ = false;
};

/// Copies keys less than `pivot` to low, low + 1, ..., in their order, and all others to high - 1, high - 2, ..., in
/// whatever order, and moves `low` and `high` on. There must be room between them for all the keys.
template <OrderedWord Word>
void split_copy(std::span<const Word> keys, Word pivot, Word*& low, Word*& high);

/// True where a split_copy() and two sorts of half the keys are faster than a copy and one sort of all of them.
bool split_copy_pays();

extern template class Classifier<std::uint32_t>;
extern template class Classifier<std::uint64_t>;

}  // namespace breakeven::kernels
