#include "kernels/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "kernels/simd.hpp"

namespace breakeven::kernels {
namespace {

std::vector<std::uint64_t> some_words() {
  std::vector<std::uint64_t> words(1001);
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = i * i + 3;
  return words;
}

std::uint64_t checksum_of(std::span<const std::uint64_t> words) { return multiset_checksum(words); }

TEST(MultisetChecksum, IgnoresTheOrderAndAddsUp) {
  auto words = some_words();
  const std::uint64_t whole = checksum_of(words);
  std::ranges::reverse(words);
  std::swap(words[10], words[700]);
  EXPECT_EQ(checksum_of(words), whole);
  std::uint64_t sum = checksum_of(std::span(words).first(400));
  sum += checksum_of(std::span(words).subspan(400));
  EXPECT_EQ(sum, whole);
  EXPECT_EQ(checksum_of({}), 0U);
}

TEST(MultisetChecksum, NoticesEveryChangeOfTheMultiset) {
  const auto words = some_words();
  const std::uint64_t whole = checksum_of(words);
  for (int bit = 0; bit < 64; ++bit) {
    auto changed = words;
    changed[500] ^= std::uint64_t{1} << bit;
    EXPECT_NE(checksum_of(changed), whole);
    changed[501] ^= std::uint64_t{1} << bit;  // the same bit of two keys: sums of the keys themselves may not change
    EXPECT_NE(checksum_of(changed), whole);
  }
  auto twice = words;
  twice[1] = twice[0];
  EXPECT_NE(checksum_of(twice), whole);
  EXPECT_NE(checksum_of(std::span(words).first(1000)), whole);
  EXPECT_NE(checksum_of(std::vector<std::uint64_t>(3, 0)), checksum_of(std::vector<std::uint64_t>(4, 0)));
}

/// A reference of its own: the formulas of digest.hpp, one word after the other.
template <class Word>
SequenceDigest reference(std::span<const Word> words, std::uint64_t first) {
  SequenceDigest digest;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint64_t x = words[i];
    const std::uint64_t h = 0x243F6A8885A308D3 + 0x9E3779B1 * (x % (1ULL << 32)) + 0x85EBCA77 * (x >> 32);
    const auto product = [](std::uint64_t v) { return (v % (1ULL << 32)) * (v >> 32); };
    const std::uint64_t m = h ^ product(h);
    digest.checksum += product(m);
    digest.sequence += product(m ^ (first + i) * 0x9E3779B97F4A7C15);
    if (i > 0 && words[i] < words[i - 1]) digest.ascending = false;
  }
  return digest;
}

template <class Word>
void expect_reference_at_every_level(std::span<const Word> words) {
  const SimdLevel before = simd_level();
  const SequenceDigest expected = reference(words, 12345678901234567);
  for (const SimdLevel level : supported_simd_levels()) {
    force_simd_level(level);
    const SequenceDigest digest = sequence_digest(words, 12345678901234567);
    EXPECT_EQ(digest.checksum, expected.checksum) << to_string(level) << ' ' << words.size();
    EXPECT_EQ(digest.sequence, expected.sequence) << to_string(level) << ' ' << words.size();
    EXPECT_EQ(digest.ascending, expected.ascending) << to_string(level) << ' ' << words.size();
    EXPECT_EQ(multiset_checksum(words), expected.checksum) << to_string(level) << ' ' << words.size();
  }
  force_simd_level(before);
}

TEST(SequenceDigest, IsTheReferencesAtEveryLevelAndLength) {
  std::mt19937_64 random(7);
  std::vector<std::uint64_t> words(1000);
  for (auto& word : words) word = random();
  std::vector<std::uint32_t> narrow(words.begin(), words.end());
  for (std::size_t length = 0; length < 70; ++length) {
    expect_reference_at_every_level(std::span<const std::uint64_t>(words).subspan(length, length));
    expect_reference_at_every_level(std::span<const std::uint32_t>(narrow).subspan(length, length));
  }
  // Sorted, and with one pair in the wrong order at every place.
  std::ranges::sort(words);
  words.resize(50);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    expect_reference_at_every_level(std::span<const std::uint64_t>(words));
    std::swap(words[i], words[i + 1]);
    expect_reference_at_every_level(std::span<const std::uint64_t>(words));
    std::swap(words[i], words[i + 1]);
  }
}

TEST(MultisetChecksum, TellsManySmallSetsApart) {
  std::set<std::vector<std::uint64_t>> sets;
  std::set<std::uint64_t> checksums;
  for (std::uint64_t a = 0; a < 30; ++a) {
    for (std::uint64_t b = a; b < 30; ++b) {
      for (std::uint64_t c = b; c < 30; ++c) {
        for (const int shift : {0, 31, 32, 52}) {
          const std::vector<std::uint64_t> words{a << shift, b << shift, c << shift};
          sets.insert(words);
          checksums.insert(checksum_of(words));
        }
      }
    }
  }
  EXPECT_EQ(checksums.size(), sets.size());
}

TEST(SequenceDigest, AddsUpOverPartsAndDependsOnPositions) {
  const auto words = some_words();
  const std::span<const std::uint64_t> all(words);
  const auto digest = [](std::span<const std::uint64_t> part, std::uint64_t first) {
    return sequence_digest(part, first);
  };
  const SequenceDigest whole = digest(all, 0);
  EXPECT_EQ(whole.checksum, checksum_of(words));
  EXPECT_EQ(digest(all.first(333), 0).sequence + digest(all.subspan(333), 333).sequence, whole.sequence);
  EXPECT_NE(digest(all, 1).sequence, whole.sequence);
  auto swapped = words;
  std::swap(swapped[100], swapped[101]);
  EXPECT_NE(digest(swapped, 0).sequence, whole.sequence);
}

TEST(SequenceDigest, KnownAnswers) {  // values are recorded and compared between builds: they must never change
  const std::vector<std::uint64_t> words{0, 1, 0xFFFFFFFFFFFFFFFF};
  EXPECT_EQ(sequence_digest<std::uint64_t>(words, 5).sequence, 0x5FF2FD284B35EBAB);
  EXPECT_EQ(checksum_of(words), 0x7DCB45CEDE7EE90D);
}

TEST(FirstDescent, IsWhereTheOrderBreaks) {
  const auto at = [](std::vector<std::uint32_t> words) { return first_descent<std::uint32_t>(words); };
  EXPECT_EQ(at({}), std::nullopt);
  EXPECT_EQ(at({7}), std::nullopt);
  EXPECT_EQ(at({1, 1, 2, 0xFFFFFFFF}), std::nullopt);
  EXPECT_EQ(at({1, 0}), 1U);
  EXPECT_EQ(at({1, 5, 5, 4, 6, 0}), 3U);
}

}  // namespace
}  // namespace breakeven::kernels
