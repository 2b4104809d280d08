// Classifier against std::lower_bound and a stable sort by class.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "kernels/partition.hpp"
#include "support/guarded.hpp"

namespace breakeven::kernels {

template <class Word>
std::uint32_t class_by_bounds(const std::vector<Word>& splitters, Word key) {
  const auto below = std::ranges::lower_bound(splitters, key) - splitters.begin();
  const auto below_or_equal = std::ranges::upper_bound(splitters, key) - splitters.begin();
  return static_cast<std::uint32_t>(below + below_or_equal);
}

template <class Word>
void expect_partition(const std::vector<Word>& splitters, const std::vector<Word>& keys) {
  const Classifier<Word> classifier(splitters);
  ASSERT_EQ(classifier.classes(), 2 * splitters.size() + 1);

  std::vector<std::uint32_t> expected_classes;
  std::vector<std::uint64_t> expected_counts(classifier.classes());
  for (const Word key : keys) {
    expected_classes.push_back(class_by_bounds(splitters, key));
    ++expected_counts[expected_classes.back()];
  }

  std::vector<std::uint32_t> classes(keys.size());
  classifier.classify(keys, classes);
  ASSERT_EQ(classes, expected_classes);

  std::vector<std::uint64_t> counts(classifier.classes(), 7);  // they are added to
  classifier.count(keys, counts);
  for (auto& count : counts) count -= 7;
  ASSERT_EQ(counts, expected_counts);

  std::vector<Word> expected = keys;
  std::ranges::stable_sort(expected, {}, [&](Word key) { return class_by_bounds(splitters, key); });
  const auto expect_scattered = [&](std::size_t misalignment, auto move) {
    Guarded<Word> out(keys.size(), misalignment);
    const std::span<const Word> all(keys);
    for (std::size_t from = 0; from < all.size(); from += 1000) {
      move(all.subspan(from, std::min(all.size() - from, std::size_t{1000})), out.words().data());
    }
    ASSERT_TRUE(std::ranges::equal(out.words(), expected));
    ASSERT_TRUE(out.intact());
  };
  for (const bool past_caches : {false, true}) {
    std::vector<std::uint64_t> positions(counts.size());
    std::exclusive_scan(counts.begin(), counts.end(), positions.begin(), std::uint64_t{0});
    expect_scattered(keys.size() % 13, [&](std::span<const Word> chunk, Word* out) {
      classifier.scatter(chunk, positions, out, past_caches);
    });
  }
  std::optional<Scatter<Word>> scatter;
  expect_scattered(0, [&](std::span<const Word> chunk, Word* out) {
    if (!scatter) scatter.emplace(classifier, counts, out);
    (*scatter)(chunk);
  });
}

}  // namespace breakeven::kernels
