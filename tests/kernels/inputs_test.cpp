// Generated keys: a pure function of the index, and of the stated shape.
#include "kernels/key_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/philox.hpp"
#include "kernels/simd.hpp"

namespace breakeven::kernels {
namespace {

constexpr std::uint64_t seed = 0x0123456789ABCDEF;

template <class Word>
std::vector<Word> words_of(KeyInput input, KeyType type, std::uint64_t count) {
  std::vector<Word> words(count);
  KeyGenerator<Word>(input, type, FloatOrder::numpy, count, seed).generate(0, words);
  return words;
}
std::vector<std::uint64_t> words_of(KeyInput input, std::uint64_t count) {
  return words_of<std::uint64_t>(input, KeyType::uint64, count);
}
std::vector<double> doubles_of(KeyInput input, std::uint64_t count) {
  const KeyOrder<std::uint64_t> order(KeyType::float64, FloatOrder::numpy);
  std::vector<double> keys;
  for (const std::uint64_t word : words_of<std::uint64_t>(input, KeyType::float64, count)) {
    keys.push_back(std::bit_cast<double>(order.decode(word)));
  }
  return keys;
}

template <class Word>
void expect_pure(KeyInput input, KeyType type, std::uint64_t count) {
  SCOPED_TRACE(testing::Message() << to_string(input) << ' ' << to_string(type) << ' ' << count);
  const std::vector<Word> whole = words_of<Word>(input, type, count);
  const KeyGenerator<Word> generator(input, type, FloatOrder::numpy, count, seed);
  for (std::uint64_t begin = 0; begin <= count; begin += 1 + begin / 2) {
    for (std::uint64_t size = 0; begin + size <= count; size += 1 + 5 * size) {
      std::vector<Word> part(size);
      generator.generate(begin, part);
      ASSERT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(begin)))
          << "keys " << begin << " to " << begin + size;
    }
  }
}

TEST(KeyInputs, AnyRangeIsTheSliceOfTheWhole) {
  for (const KeyInput input : all_key_inputs) {
    for (const std::uint64_t count : {1U, 2U, 63U, 64U, 65U, 1000U, 4099U}) {
      expect_pure<std::uint64_t>(input, KeyType::float64, count);
      expect_pure<std::uint64_t>(input, KeyType::int64, count);
      expect_pure<std::uint32_t>(input, KeyType::float32, count);
      expect_pure<std::uint32_t>(input, KeyType::uint32, count);
    }
  }
}

TEST(KeyInputs, AreTheSameForEveryInstructionSet) {
  const SimdLevel before = simd_level();
  for (const KeyInput input : all_key_inputs) {
    for (const KeyType type : {KeyType::float64, KeyType::uint64}) {
      force_simd_level(SimdLevel::baseline);
      const auto expected = words_of<std::uint64_t>(input, type, 3001);
      for (const SimdLevel level : supported_simd_levels()) {
        force_simd_level(level);
        EXPECT_EQ(words_of<std::uint64_t>(input, type, 3001), expected) << to_string(level) << to_string(input);
      }
    }
  }
  force_simd_level(before);
}

TEST(KeyInputs, DependOnTheSeedWhereTheyAreRandom) {
  for (const KeyInput input : all_key_inputs) {
    std::vector<std::uint64_t> other(1000);
    KeyGenerator<std::uint64_t>(input, KeyType::uint64, FloatOrder::numpy, other.size(), seed + 1).generate(0, other);
    const bool deterministic = input == KeyInput::sorted || input == KeyInput::reverse ||
                               input == KeyInput::organ_pipe || input == KeyInput::duplicates;
    EXPECT_EQ(words_of(input, other.size()) == other, deterministic) << to_string(input);
  }
}

TEST(KeyInputs, TypesShareTheirShape) {
  for (const KeyInput input : all_key_inputs) {
    const auto as_unsigned = words_of<std::uint64_t>(input, KeyType::uint64, 500);
    EXPECT_EQ(words_of<std::uint64_t>(input, KeyType::int64, 500), as_unsigned);  // as words, in their order
    if (input == KeyInput::gaussian) continue;
    const auto doubles = doubles_of(input, 500);
    for (std::size_t i = 0; i < doubles.size(); ++i) {
      EXPECT_EQ(doubles[i], std::ldexp(static_cast<double>(as_unsigned[i] >> 11), -53)) << to_string(input);
    }
  }
}

TEST(KeyInputs, UniformKeysAreTheWordsOfPhilox) {
  const auto words64 = words_of(KeyInput::uniform, 4);
  const auto words32 = words_of<std::uint32_t>(KeyInput::uniform, KeyType::uint32, 8);
  for (std::uint32_t block = 0; block < 2; ++block) {
    const auto expected = philox4x32({block, 0, 0, 16}, {0x89ABCDEF, 0x01234567});
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(words32[4 * block + k], expected[k]);
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_EQ(words64[2 * block + k], expected[2 * k] | std::uint64_t{expected[2 * k + 1]} << 32);
    }
  }
  std::vector<std::uint64_t> far(2);  // counters beyond 32 bits
  KeyGenerator<std::uint64_t>(KeyInput::uniform, KeyType::uint64, FloatOrder::numpy, ~std::uint64_t{0} / 2, seed)
      .generate(std::uint64_t{1} << 34, far);
  EXPECT_EQ(far[0] & 0xFFFFFFFF, philox4x32({0, 2, 0, 16}, {0x89ABCDEF, 0x01234567})[0]);
}

TEST(KeyInputs, UniformKeysFillTheRangeEvenly) {
  std::array<int, 16> histogram{};
  for (const double key : doubles_of(KeyInput::uniform, 16000)) {
    ASSERT_TRUE(key >= 0 && key < 1);
    ++histogram[static_cast<std::size_t>(key * 16)];
  }
  for (const int count : histogram) EXPECT_NEAR(count, 1000, 6 * 31);
}

TEST(KeyInputs, GaussianKeysHaveMeanZeroAndVarianceOne) {
  const auto keys = doubles_of(KeyInput::gaussian, 100000);
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  for (const double key : keys) {
    sum += key;
    squares += key * key;
    fourth += key * key * key * key;
  }
  const auto n = static_cast<double>(keys.size());
  EXPECT_NEAR(sum / n, 0, 0.02);
  EXPECT_NEAR(squares / n, 1, 0.02);
  EXPECT_NEAR(fourth / n, 3 - 6.0 / 5 / 4, 0.1);  // a sum of four uniform numbers has excess kurtosis -6/5/4
}

TEST(KeyInputs, ZipfKeysHaveTheirFrequencies) {
  constexpr std::uint64_t n = 200000;
  std::map<std::uint64_t, double> counts;
  for (const std::uint64_t word : words_of(KeyInput::zipf, n)) {
    ASSERT_EQ(word % (std::uint64_t{1} << 50), 0U);
    ++counts[word >> 50];
  }
  double harmonic = 0;
  for (int k = 16384; k > 0; --k) harmonic += 1.0 / k;
  for (const std::uint64_t k : {0U, 1U, 2U, 5U, 10U, 50U}) {
    const double expected = n / (static_cast<double>(k + 1) * harmonic);
    EXPECT_NEAR(counts[k], expected, 6 * std::sqrt(expected)) << k;
  }
  EXPECT_GT(counts.rbegin()->first, 15000U);
}

TEST(KeyInputs, OrderedInputs) {
  for (const std::uint64_t n : {1U, 2U, 7U, 1000U}) {
    const auto sorted = words_of(KeyInput::sorted, n);
    EXPECT_TRUE(std::ranges::is_sorted(sorted, std::less_equal<>()) && sorted.front() == 0);
    auto reverse = words_of(KeyInput::reverse, n);
    std::ranges::reverse(reverse);
    EXPECT_EQ(reverse, sorted);
    const auto pipe = words_of(KeyInput::organ_pipe, n);
    const auto middle = pipe.begin() + static_cast<std::ptrdiff_t>(n - n / 2);
    EXPECT_TRUE(std::is_sorted(pipe.begin(), middle) && std::is_sorted(middle, pipe.end(), std::greater<>()));
    EXPECT_TRUE(std::equal(pipe.rbegin(), pipe.rbegin() + static_cast<std::ptrdiff_t>(n / 2), pipe.begin()));
  }
  const auto spread = words_of(KeyInput::sorted, 1000);
  EXPECT_GT(spread.back(), ~std::uint64_t{0} / 1000 * 998);
  const auto tail = words_of(KeyInput::tail, 1000);
  EXPECT_TRUE(std::is_sorted(tail.begin(), tail.begin() + 990));
  EXPECT_FALSE(std::is_sorted(tail.begin() + 990, tail.end()));
}

TEST(KeyInputs, InputsOfFewValues) {
  const auto equal = words_of(KeyInput::equal, 1000);
  EXPECT_EQ(std::ranges::count(equal, equal.front()), 1000);
  EXPECT_NE(equal.front(), 0U) << "a key lost in cleared memory must show";
  std::map<std::uint64_t, int> counts;
  for (const std::uint64_t word : words_of(KeyInput::few, 16000)) ++counts[word];
  EXPECT_EQ(counts.size(), 16U);
  for (const auto& [word, count] : counts) {
    EXPECT_EQ(word << 4, 0U);
    EXPECT_NEAR(count, 1000, 6 * 31);
  }
}

/// The part of 64 of the range that every virtual processor's piece of its slab lies in.
void expect_parts(KeyInput input, std::uint64_t pieces, std::uint64_t (*part)(std::uint64_t v, std::uint64_t piece)) {
  constexpr std::uint64_t slab = 128;
  const auto words = words_of(input, 64 * slab);
  for (std::uint64_t i = 0; i < words.size(); ++i) {
    ASSERT_EQ(words[i] >> 58, part(i / slab, i % slab / (slab / pieces))) << to_string(input) << " key " << i;
  }
  EXPECT_GT(std::set<std::uint64_t>(words.begin(), words.end()).size(), 8000U) << "the rest of the key is random";
}

TEST(KeyInputs, InputsBySlab) {  // the definitions of Helman, Bader, JaJa with p = 64, g = 8
  using u64 = std::uint64_t;
  expect_parts(KeyInput::staggered, 1, [](u64 v, u64) { return v < 32 ? 2 * v + 1 : 2 * (v - 32); });
  expect_parts(KeyInput::bucket, 64, [](u64, u64 piece) { return piece; });
  expect_parts(KeyInput::g_group, 8, [](u64 v, u64 piece) { return (v / 8 * 8 + 32 + piece) % 64; });
  expect_parts(KeyInput::mirrored, 1, [](u64 v, u64) {
    u64 mirrored = 0;
    for (u64 bit = 0; bit < 6; ++bit) mirrored += (v >> bit & 1) << (5 - bit);
    return mirrored;
  });
}

TEST(KeyInputs, AllToOneEndsEverySlabWithASmallKey) {
  const auto words = words_of(KeyInput::all_to_one, 6400);
  for (std::uint64_t i = 0; i < words.size(); ++i) {
    const std::uint64_t v = i / 100;
    if (i % 100 == 99) {
      ASSERT_EQ(words[i], (63 - v) << 57);
    } else {
      ASSERT_EQ(words[i] >> 57, 127 - v);
    }
  }
}

TEST(KeyInputs, DuplicatesHalve) {
  std::map<std::uint64_t, int> counts;
  for (const std::uint64_t word : words_of(KeyInput::duplicates, 1024)) ++counts[word >> 57];
  EXPECT_EQ(counts.size(), 11U);
  for (std::uint64_t k = 1; k <= 10; ++k) EXPECT_EQ(counts[k], 1 << (k - 1));
  EXPECT_EQ(counts[0], 1);
}

TEST(KeyInputs, RandomDuplicatesComeInRuns) {
  constexpr std::size_t slab = 2000;
  const auto words = words_of(KeyInput::random_duplicates, 64 * slab);
  std::set<std::uint64_t> values(words.begin(), words.end());
  EXPECT_EQ(values.size(), 32U);
  EXPECT_LE(*values.rbegin(), std::uint64_t{31} << 59);
  for (std::size_t v = 0; v < 64; ++v) {
    int changes = 0;
    for (std::size_t i = v * slab + 1; i < (v + 1) * slab; ++i) changes += words[i] != words[i - 1];
    EXPECT_LE(changes, 31);
    EXPECT_GE(changes, 15);
  }
}

TEST(KeyInputs, NamesGoThereAndBack) {
  for (const KeyInput input : all_key_inputs) {
    EXPECT_EQ(key_input_from(to_string(input)), input);
    EXPECT_EQ(to_string(input).find('_'), std::string_view::npos);
  }
  EXPECT_THROW(key_input_from("random"), UsageError);
}

}  // namespace
}  // namespace breakeven::kernels
