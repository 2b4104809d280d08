// Classifier on splitters and keys chosen for their vectors and blocks; split_copy.
#include "kernels/partition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>

#include "kernels/partition_vector.hpp"
#include "partition_check.hpp"
#include "support/every_simd_level.hpp"
#include "support/guarded.hpp"

namespace breakeven::kernels {
namespace {

/// Keys around the splitters and at the ends of the range, in a random order.
template <class Word>
std::vector<Word> keys_near(const std::vector<Word>& splitters, std::size_t count) {
  std::vector<Word> keys(count);
  std::uint64_t state = 12345;
  for (Word& key : keys) {
    state = state * 6364136223846793005 + 1442695040888963407;
    const auto random = static_cast<std::size_t>(state >> 33);
    if (random % 16 == 0) {
      key = random % 32 == 0 ? 0 : std::numeric_limits<Word>::max();
    } else if (splitters.empty() || random % 4 == 0) {
      key = static_cast<Word>(state >> 7);
    } else {
      key = static_cast<Word>(splitters[random % splitters.size()] + random / 1024 % 3 - 1);
    }
  }
  return keys;
}

class Partition : public EverySimdLevel {
 protected:
  template <class Word>
  void any_number_of_splitters() {
    for (const std::size_t m :
         {0U, 1U, 2U, 3U, 4U, 7U, 8U, 9U, 15U, 16U, 17U, 31U, 32U, 33U, 63U, 64U, 100U, 511U, 1000U}) {
      std::vector<Word> splitters(m);
      for (std::size_t j = 0; j < m; ++j) {
        splitters[j] = static_cast<Word>(std::numeric_limits<Word>::max() / (m + 1) * (j + 1));
      }
      for (const std::size_t count : {0U, 1U, 7U, 1024U, 1025U, 5003U}) {
        SCOPED_TRACE(testing::Message() << m << " splitters, " << count << " keys");
        expect_partition(splitters, keys_near(splitters, count));
      }
    }
  }
};

TEST_P(Partition, AnyNumberOfSplitters64) { any_number_of_splitters<std::uint64_t>(); }
TEST_P(Partition, AnyNumberOfSplitters32) { any_number_of_splitters<std::uint32_t>(); }

TEST_P(Partition, SplittersAtTheEndsOfTheRange) {
  for (const std::size_t between : {std::size_t{0}, std::size_t{40}}) {
    std::vector<std::uint32_t> splitters{0};
    for (std::uint32_t j = 1; j <= between; ++j) splitters.push_back(j * 1000);
    splitters.push_back(std::numeric_limits<std::uint32_t>::max());
    expect_partition(splitters, keys_near(splitters, 3000));
  }
}

TEST_P(Partition, SplittersMustAscend) {
  const std::vector<std::uint64_t> equal{1, 2, 2};
  EXPECT_THROW(Classifier<std::uint64_t>{equal}, std::logic_error);
}

INSTANTIATE_TEST_SUITE_P(Simd, Partition, testing::ValuesIn(supported_simd_levels()), simd_level_name);

class Split : public EverySimdLevel {
 protected:
  /// With keys equal to the pivot among them; nothing is written outside of the place, wherever that begins and ends.
  template <class Word>
  void expect_split(std::size_t count, Word pivot, bool past_caches) {
    const auto keys = keys_near<Word>({pivot}, count);
    Guarded<Word> out(keys.size(), count % 11);
    Word* low = out.words().data();
    Word* high = low + keys.size();
    const std::span<const Word> all(keys);
    split_by_comparison(all.first(count / 3), pivot, low, high, past_caches);
    split_by_comparison(all.subspan(count / 3), pivot, low, high, past_caches);
    ASSERT_EQ(low, high);
    ASSERT_TRUE(out.intact());
    std::vector<Word> below;
    std::ranges::copy_if(keys, std::back_inserter(below), [&](Word key) { return key < pivot; });
    const auto half = static_cast<std::size_t>(low - out.words().data());
    ASSERT_TRUE(std::ranges::equal(out.words().first(half), below)) << count;
    ASSERT_TRUE(std::ranges::equal(std::multiset<Word>(keys.begin(), keys.end()),
                                   std::multiset<Word>(out.words().begin(), out.words().end())));
  }

  void expect_all_splits(bool past_caches) {
    for (std::size_t count = 0; count < 1000; count += 1 + count / 30) {
      expect_split<std::uint32_t>(count, 1000, past_caches);
      expect_split<std::uint64_t>(count, std::uint64_t{1} << 63, past_caches);
    }
    expect_split<std::uint64_t>(5000, 0, past_caches);
    expect_split<std::uint64_t>(5000, std::numeric_limits<std::uint64_t>::max(), past_caches);
    expect_split<std::uint32_t>(5000, 77, past_caches);
  }
};

TEST_P(Split, ThroughTheCaches) { expect_all_splits(false); }
TEST_P(Split, PastTheCaches) { expect_all_splits(true); }

TEST_P(Split, OfMoreThanTheCachesKeep) {
  std::vector<std::uint64_t> keys(10'000'000);
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = i;
  std::vector<std::uint64_t> out(keys.size());
  std::uint64_t* low = out.data();
  std::uint64_t* high = low + out.size();
  split_copy<std::uint64_t>(keys, 1'234'567, low, high);
  EXPECT_EQ(low, high);
  EXPECT_EQ(low - out.data(), 1'234'567);
  std::ranges::sort(out);
  EXPECT_EQ(out, keys);
}

INSTANTIATE_TEST_SUITE_P(Simd, Split, testing::ValuesIn(supported_simd_levels()), simd_level_name);

}  // namespace
}  // namespace breakeven::kernels
