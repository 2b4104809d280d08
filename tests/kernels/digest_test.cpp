#include "kernels/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace breakeven::kernels {
namespace {

const KeyOrder<std::uint64_t> as_is(KeyType::uint64, FloatOrder::numpy);

std::vector<std::uint64_t> some_words() {
  std::vector<std::uint64_t> words(1001);
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = i * i + 3;
  return words;
}

MultisetChecksum checksum_of(std::span<const std::uint64_t> words) { return multiset_checksum(words, as_is); }

TEST(MultisetChecksum, IgnoresTheOrderAndAddsUp) {
  auto words = some_words();
  const MultisetChecksum whole = checksum_of(words);
  std::ranges::reverse(words);
  std::swap(words[10], words[700]);
  EXPECT_EQ(checksum_of(words), whole);
  MultisetChecksum sum = checksum_of(std::span(words).first(400));
  sum += checksum_of(std::span(words).subspan(400));
  EXPECT_EQ(sum, whole);
  EXPECT_EQ(checksum_of({}), MultisetChecksum{});
}

TEST(MultisetChecksum, NoticesEveryChangeOfTheMultiset) {
  const auto words = some_words();
  const MultisetChecksum whole = checksum_of(words);
  for (int bit = 0; bit < 64; ++bit) {
    auto changed = words;
    changed[500] ^= std::uint64_t{1} << bit;
    EXPECT_NE(checksum_of(changed).first, whole.first);
    EXPECT_NE(checksum_of(changed).second, whole.second);
    changed[501] ^= std::uint64_t{1} << bit;  // the same bit of two keys: sums of the keys themselves may not change
    EXPECT_NE(checksum_of(changed).first, whole.first);
    EXPECT_NE(checksum_of(changed).second, whole.second);
  }
  auto twice = words;
  twice[1] = twice[0];
  EXPECT_NE(checksum_of(twice), whole);
  EXPECT_NE(checksum_of(std::span(words).first(1000)), whole);
  EXPECT_NE(checksum_of(std::vector<std::uint64_t>(3, 0)), checksum_of(std::vector<std::uint64_t>(4, 0)));
}

TEST(MultisetChecksum, IsOfTheKeysNotOfTheirWords) {
  const std::vector<std::uint64_t> keys{0, 1, 0x8000000000000000, 0xFFF8000000000001};
  for (const FloatOrder order : {FloatOrder::numpy, FloatOrder::total}) {
    const KeyOrder<std::uint64_t> map(KeyType::float64, order);
    auto words = keys;
    map.encode(words);
    EXPECT_EQ(multiset_checksum<std::uint64_t>(words, map), checksum_of(keys));
  }
}

TEST(SequenceDigest, AddsUpOverPartsAndDependsOnPositions) {
  const auto words = some_words();
  const std::span<const std::uint64_t> all(words);
  const auto digest = [](std::span<const std::uint64_t> part, std::uint64_t first) {
    return sequence_digest(part, as_is, first);
  };
  const SequenceDigest whole = digest(all, 0);
  EXPECT_EQ(whole.multiset, checksum_of(words));
  EXPECT_EQ(digest(all.first(333), 0).sequence + digest(all.subspan(333), 333).sequence, whole.sequence);
  EXPECT_NE(digest(all, 1).sequence, whole.sequence);
  auto swapped = words;
  std::swap(swapped[100], swapped[101]);
  EXPECT_NE(digest(swapped, 0).sequence, whole.sequence);
}

TEST(SequenceDigest, KnownAnswers) {  // values are recorded and compared between builds: they must never change
  const std::vector<std::uint64_t> words{0, 1, 0xFFFFFFFFFFFFFFFF};
  EXPECT_EQ(sequence_digest<std::uint64_t>(words, as_is, 5).sequence, 0x4412F0D651634AE5);
  EXPECT_EQ(checksum_of(words).first, 0x5804479D1F855690);
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
