// The vector part of Classifier: comparison of every key with every splitter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace breakeven::kernels {

/// Up to so many splitters this is faster than a search; zero where there are no vectors.
std::size_t vector_splitter_limit();

/// Writes the class of every key, as Classifier::classify(). O(m) a key.
void classify_by_comparison(std::span<const std::uint32_t> splitters, std::span<const std::uint32_t> keys,
                            std::uint32_t* classes);
void classify_by_comparison(std::span<const std::uint64_t> splitters, std::span<const std::uint64_t> keys,
                            std::uint32_t* classes);

constexpr std::size_t most_scatter_splitters = 3;
/// Up to so many splitters, at most those, scatter_by_comparison() is faster than moving keys one by one; zero without
/// vectors.
std::size_t vector_scatter_limit();

/// As Classifier::scatter(). O(m) a key. Both this and split_by_comparison() can leave what they write outside of the
/// caches, which spares reading it first.
void scatter_by_comparison(std::span<const std::uint32_t> splitters, std::span<const std::uint32_t> keys,
                           std::uint64_t* positions, std::uint32_t* out, bool past_caches);
void scatter_by_comparison(std::span<const std::uint64_t> splitters, std::span<const std::uint64_t> keys,
                           std::uint64_t* positions, std::uint64_t* out, bool past_caches);

/// As split_copy(), also without vectors.
void split_by_comparison(std::span<const std::uint32_t> keys, std::uint32_t pivot, std::uint32_t*& low,
                         std::uint32_t*& high, bool past_caches);
void split_by_comparison(std::span<const std::uint64_t> keys, std::uint64_t pivot, std::uint64_t*& low,
                         std::uint64_t*& high, bool past_caches);

struct Comparison {
  std::uint64_t below = 0;
  std::uint64_t equal = 0;
};
/// How many keys of a block, of less than 2^32, are below and equal to one splitter.
Comparison count_against(std::uint32_t splitter, std::span<const std::uint32_t> keys);
Comparison count_against(std::uint64_t splitter, std::span<const std::uint64_t> keys);

}  // namespace breakeven::kernels
