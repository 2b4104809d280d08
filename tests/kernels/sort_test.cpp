// The local sort against std::sort: every instruction set, type, input and size, between guard zones.
#include "kernels/local_sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/key_inputs.hpp"
#include "support/every_simd_level.hpp"
#include "support/fenced.hpp"
#include "support/guarded.hpp"

namespace breakeven::kernels {
namespace {

class LocalSort : public EverySimdLevel {};

template <class Word, class Sort>
void expect_sorted_by(Sort sort, const std::vector<Word>& keys, std::size_t misalignment) {
  Guarded<Word> memory(keys.size(), misalignment);
  std::ranges::copy(keys, memory.words().begin());
  sort(memory.words());
  std::vector<Word> expected = keys;
  std::ranges::sort(expected);
  EXPECT_TRUE(std::ranges::equal(memory.words(), expected));
  EXPECT_TRUE(memory.intact());
}

void expect_sorted(const std::vector<std::uint32_t>& keys, std::size_t misalignment) {
  expect_sorted_by([](std::span<std::uint32_t> words) { local_sort(words); }, keys, misalignment);
}
/// Where there are two ways in both, whichever this machine is faster with.
void expect_sorted(const std::vector<std::uint64_t>& keys, std::size_t misalignment) {
  for (const PairOrder order : {PairOrder::by_minimum, PairOrder::by_blend}) {
    if (order == PairOrder::by_blend && simd_level() < SimdLevel::avx512) continue;
    SCOPED_TRACE(order == PairOrder::by_blend ? "by blend" : "by minimum");
    expect_sorted_by([&](std::span<std::uint64_t> words) { local_sort(words, order); }, keys, misalignment);
  }
}

template <class Word>
void expect_all_inputs_sorted(KeyType type) {
  for (const KeyInput input : all_key_inputs) {
    for (const std::size_t count : {0U, 1U, 2U, 3U, 10U, 499U, 500U, 501U, 1000U, 5000U, 100003U}) {
      SCOPED_TRACE(testing::Message() << to_string(type) << ' ' << to_string(input) << ' ' << count);
      std::vector<Word> keys(count);
      KeyGenerator<Word>(input, type, FloatOrder::numpy, count, 5).generate(0, keys);
      expect_sorted(keys, count % 7);
    }
  }
}

// Words do not show their type: float64 differs from uint64 only in which words occur.
TEST_P(LocalSort, Words64) {
  expect_all_inputs_sorted<std::uint64_t>(KeyType::float64);
  expect_all_inputs_sorted<std::uint64_t>(KeyType::uint64);
}
TEST_P(LocalSort, Words32) {
  expect_all_inputs_sorted<std::uint32_t>(KeyType::float32);
  expect_all_inputs_sorted<std::uint32_t>(KeyType::uint32);
}

TEST_P(LocalSort, EverySmallSize) {
  for (std::size_t count = 0; count < 1200; count += 1 + count / 64) {
    std::vector<std::uint32_t> keys(count);
    KeyGenerator<std::uint32_t>(KeyInput::uniform, KeyType::uint32, FloatOrder::numpy, count, count).generate(0, keys);
    expect_sorted(keys, count % 16);
    expect_sorted(std::vector<std::uint64_t>(keys.begin(), keys.end()), count % 16);
  }
}

TEST_P(LocalSort, ExtremeWordsAreNotSentinels) {
  for (const std::uint64_t extreme : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    std::vector<std::uint64_t> keys(3001);
    KeyGenerator<std::uint64_t>(KeyInput::uniform, KeyType::uint64, FloatOrder::numpy, keys.size(), 1)
        .generate(0, keys);
    for (std::size_t i = 0; i < keys.size(); i += 3) keys[i] = extreme;
    expect_sorted(keys, 1);
    expect_sorted(std::vector<std::uint32_t>(keys.begin(), keys.end()), 1);
  }
}

template <class Word>
void expect_fenced_sort(std::size_t count, Word low, Word high) {
  Fenced<Word> memory(count);
  for (std::size_t i = 0; i < count; ++i) memory.words()[i] = i % 3 == 1 ? low : high;
  const auto lows = std::ranges::count(memory.words(), low);
  local_sort(memory.words());
  EXPECT_TRUE(std::ranges::is_sorted(memory.words()));
  EXPECT_EQ(std::ranges::count(memory.words(), low), lows);
  EXPECT_EQ(std::ranges::count(memory.words(), high), static_cast<std::ptrdiff_t>(count) - lows);
}

TEST_P(LocalSort, TouchesNothingBehindItsKeys) {
  for (std::size_t count = 500; count < 540; ++count) {
    expect_fenced_sort<std::uint64_t>(count, 3, 4);
    expect_fenced_sort<std::uint64_t>(count, 0, ~std::uint64_t{0});
    expect_fenced_sort<std::uint32_t>(count, 3, 4);
    expect_fenced_sort<std::uint32_t>(count, 0, ~std::uint32_t{0});
  }
}

TEST_P(LocalSort, NearlyMonotonic) {
  for (const bool descending : {false, true}) {
    for (const std::size_t spoiled : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{1999}}) {
      std::vector<std::uint64_t> keys(2000);
      for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = 10 * (descending ? keys.size() - i : i) + 5;
      keys[spoiled] = descending ? 0 : 99999;
      expect_sorted(keys, 0);
    }
  }
  expect_sorted(std::vector<std::uint32_t>{3, 3, 3, 2, 2, 1}, 0);
  expect_sorted(std::vector<std::uint32_t>{3, 3, 3, 4, 4, 5}, 0);
  expect_sorted(std::vector<std::uint32_t>{3, 3, 3, 2, 2, 3}, 0);
}

INSTANTIATE_TEST_SUITE_P(Simd, LocalSort, testing::ValuesIn(supported_simd_levels()), simd_level_name);

}  // namespace
}  // namespace breakeven::kernels
