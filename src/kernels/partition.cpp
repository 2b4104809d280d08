#include "kernels/partition.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <stdexcept>

#include "kernels/partition_vector.hpp"

namespace breakeven::kernels {
namespace {

/// Sorted values as a complete search tree in breadth-first order, node i above nodes 2i and 2i + 1.
template <class Word>
void fill_tree(std::vector<Word>& tree, std::size_t node, std::span<const Word> sorted) {
  if (sorted.empty()) return;
  const std::size_t middle = sorted.size() / 2;
  tree[node] = sorted[middle];
  fill_tree(tree, 2 * node, sorted.first(middle));
  fill_tree(tree, 2 * node + 1, sorted.subspan(middle + 1));
}

}  // namespace

template <OrderedWord Word>
Classifier<Word>::Classifier(std::span<const Word> splitters) : splitters_(splitters.begin(), splitters.end()) {
  if (std::ranges::adjacent_find(splitters_, std::greater_equal<>()) != splitters_.end()) {
    throw std::logic_error("Classifier: splitters must ascend");
  }
  if (splitters_.size() <= vector_splitter_limit()) return;
  std::vector<Word> padded(splitters_);
  padded.resize(std::bit_ceil(splitters_.size() + 1) - 1, splitters_.back());
  tree_.resize(padded.size() + 1);
  fill_tree<Word>(tree_, 1, padded);
  // Nothing lies left of the first gap: its keys are below the first splitter and therefore not equal to it.
  left_of_gap_.assign(1, splitters_.front());
  left_of_gap_.insert(left_of_gap_.end(), splitters_.begin(), splitters_.end());
}

template <OrderedWord Word>
void Classifier<Word>::classify(std::span<const Word> keys, std::span<std::uint32_t> classes) const {
  if (tree_.empty()) {
    classify_by_comparison(splitters_, keys, classes.data());
  } else {
    search(keys, classes.data());
  }
}

/// Descends the tree with a group of keys at a time, without branches: the steps of different keys overlap.
/// (Sanders, Winkel: Super Scalar Sample Sort, ESA 2004.)
template <OrderedWord Word>
void Classifier<Word>::search(std::span<const Word> keys, std::uint32_t* classes) const noexcept {
  constexpr std::size_t group = 8;
  const int levels = std::countr_zero(tree_.size());
  const auto finish = [&](Word key, std::size_t node) {
    const std::size_t gap = std::min(node - tree_.size(), splitters_.size());  // the padding's gaps are the last one
    return static_cast<std::uint32_t>(2 * gap - std::size_t{key == left_of_gap_[gap]});
  };
  std::size_t i = 0;
  for (; i + group <= keys.size(); i += group) {
    std::array<std::size_t, group> node;
    node.fill(1);
    for (int level = 0; level < levels; ++level) {
      for (std::size_t k = 0; k < group; ++k) node[k] = 2 * node[k] + std::size_t{tree_[node[k]] <= keys[i + k]};
    }
    for (std::size_t k = 0; k < group; ++k) classes[i + k] = finish(keys[i + k], node[k]);
  }
  for (; i < keys.size(); ++i) {
    std::size_t node = 1;
    for (int level = 0; level < levels; ++level) node = 2 * node + std::size_t{tree_[node] <= keys[i]};
    classes[i] = finish(keys[i], node);
  }
}

namespace {

/// Calls use(block of keys, their classes) for all keys.
template <class Word, class Use>
void for_each_block(const Classifier<Word>& classifier, std::span<const Word> keys, Use use) {
  std::array<std::uint32_t, Classifier<Word>::block_size> classes;
  while (!keys.empty()) {
    const auto block = keys.first(std::min(keys.size(), classes.size()));
    classifier.classify(block, classes);
    use(block, classes.data());
    keys = keys.subspan(block.size());
  }
}

/// The same counts from one pass over a cached block per splitter.
template <class Word>
void count_by_comparison(std::span<const Word> splitters, std::span<const Word> keys, std::span<std::uint64_t> counts) {
  while (!keys.empty()) {
    const auto block = keys.first(std::min(keys.size(), Classifier<Word>::block_size));
    std::uint64_t before = 0;
    for (std::size_t j = 0; j < splitters.size(); ++j) {
      const auto [below, equal] = count_against(splitters[j], block);
      counts[2 * j] += below - before;
      counts[2 * j + 1] += equal;
      before = below + equal;
    }
    counts[2 * splitters.size()] += block.size() - before;
    keys = keys.subspan(block.size());
  }
}

}  // namespace

template <OrderedWord Word>
void Classifier<Word>::count(std::span<const Word> keys, std::span<std::uint64_t> counts) const {
  if (tree_.empty()) return count_by_comparison<Word>(splitters_, keys, counts);
  for_each_block(*this, keys, [&](std::span<const Word> block, const std::uint32_t* classes) {
    for (std::size_t i = 0; i < block.size(); ++i) ++counts[classes[i]];
  });
}

template <OrderedWord Word>
void Classifier<Word>::scatter(std::span<const Word> keys, std::span<std::uint64_t> positions, Word* out,
                               bool past_caches) const {
  if (splitters_.size() <= vector_scatter_limit()) {
    return scatter_by_comparison(splitters_, keys, positions.data(), out, past_caches);
  }
  for_each_block(*this, keys, [&](std::span<const Word> block, const std::uint32_t* classes) {
    for (std::size_t i = 0; i < block.size(); ++i) out[positions[classes[i]]++] = block[i];
  });
}

template <OrderedWord Word>
void split_copy(std::span<const Word> keys, Word pivot, Word*& low, Word*& high) {
  split_by_comparison(keys, pivot, low, high, is_for_memory<Word>(static_cast<std::uint64_t>(high - low)));
}

bool split_copy_pays() { return vector_scatter_limit() > 0; }

template void split_copy(std::span<const std::uint32_t>, std::uint32_t, std::uint32_t*&, std::uint32_t*&);
template void split_copy(std::span<const std::uint64_t>, std::uint64_t, std::uint64_t*&, std::uint64_t*&);
template class Classifier<std::uint32_t>;
template class Classifier<std::uint64_t>;

}  // namespace breakeven::kernels
