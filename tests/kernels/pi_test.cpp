#include "kernels/pi.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "breakeven/pi_sample.hpp"
#include "kernels/simd.hpp"

namespace breakeven::kernels {
namespace {

using pi::Side;

/// Every test runs at every level this machine has; the level before is restored.
class PiAtLevel : public ::testing::TestWithParam<SimdLevel> {
 protected:
  void SetUp() override { force_simd_level(GetParam()); }
  void TearDown() override { force_simd_level(before_); }

 private:
  SimdLevel before_ = simd_level();
};
INSTANTIATE_TEST_SUITE_P(, PiAtLevel, ::testing::ValuesIn(supported_simd_levels()),
                         [](const auto& instance) { return std::string(to_string(instance.param)); });

/// Hits among samples [first, first + i) of the reference, for i in [0, count].
std::vector<std::uint64_t> running_hits(std::uint64_t seed, std::uint64_t first, std::uint64_t count) {
  std::vector<std::uint64_t> hits{0};
  for (std::uint64_t i = 0; i < count; ++i) hits.push_back(hits.back() + pi::is_hit(seed, first + i));
  return hits;
}

struct Range {
  std::uint64_t seed, first, count, hits;
};

/// What the Python reference counted.
std::vector<Range> golden_ranges() {
  std::ifstream file(PI_HITS_FILE);
  std::vector<Range> ranges;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    Range range{};
    std::istringstream(line) >> range.seed >> range.first >> range.count >> range.hits;
    ranges.push_back(range);
  }
  return ranges;
}

TEST_P(PiAtLevel, CountsWhatThePythonReferenceCounts) {
  const auto ranges = golden_ranges();
  ASSERT_GE(ranges.size(), 10U);
  for (const Range& range : ranges) {
    EXPECT_EQ(count_hits(range.seed, range.first, range.count), range.hits)
        << range.seed << ' ' << range.first << ' ' << range.count;
  }
}

TEST_P(PiAtLevel, RangesBeginAndEndAnywhere) {
  constexpr std::uint64_t length = 1200;  // several groups of vectors at every level
  constexpr std::uint64_t two_32 = std::uint64_t{1} << 32;
  for (const std::uint64_t origin :
       {std::uint64_t{0}, two_32 - length / 2, 4 * two_32 - length / 2, (std::uint64_t{1} << 40) - length / 2,
        (std::uint64_t{1} << 26) - length / 2, pi::index_limit - length}) {
    const auto expected = running_hits(42, origin, length);
    for (std::uint64_t from = 0; from <= length; from += from < 20 ? 1 : 97) {
      for (std::uint64_t to = from; to <= length; to += to < from + 40 || to > length - 10 ? 1 : 53) {
        ASSERT_EQ(count_hits(42, origin + from, to - from), expected[to] - expected[from])
            << "samples " << origin << " + [" << from << ", " << to << ")";
      }
    }
  }
}

TEST_P(PiAtLevel, ALongRangeEqualsTheReferenceAndTheSumOfItsParts) {
  // Across the end of a run (2^26) and of a chunk (2^34), with some 60 undecided samples in each.
  for (const std::uint64_t middle : {std::uint64_t{1} << 26, std::uint64_t{1} << 34}) {
    const std::uint64_t first = middle - 200001;
    const auto expected = running_hits(9, first, 400003);
    EXPECT_EQ(count_hits(9, first, 400003), expected.back());
    EXPECT_EQ(count_hits(9, first, 123457) + count_hits(9, first + 123457, 400003 - 123457), expected.back());
  }
}

TEST_P(PiAtLevel, SuffixesDecideCellsOnTheCircle) {
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  for (std::uint64_t index = 0; index < 300000; ++index) {
    if (pi::prefix_side(pi::word_of(3, index, philox::Stream::pi_prefix)) != Side::undecided) continue;
    const bool hit = pi::is_hit(3, index);
    (hit ? inside : outside) += 1;
    EXPECT_EQ(count_hits(3, index, 1), std::uint64_t{hit}) << index;
    // In the middle of a range that the vectors take, where its neighbours are decided by prefixes.
    const std::uint64_t first = index - std::min<std::uint64_t>(index, 500);
    EXPECT_EQ(count_hits(3, first, 1000), running_hits(3, first, 1000).back()) << index;
  }
  EXPECT_GT(inside, 5U);
  EXPECT_GT(outside, 5U);
}

TEST_P(PiAtLevel, EmptyRangesHaveNoHits) {
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{5}, pi::index_limit}) {
    EXPECT_EQ(count_hits(1, first, 0), 0U);
  }
}

TEST(Pi, RefusesIndicesBeyondTheLimit) {
  EXPECT_THROW(count_hits(1, pi::index_limit, 1), std::invalid_argument);
  EXPECT_THROW(count_hits(1, 1, pi::index_limit), std::invalid_argument);
  EXPECT_THROW(count_hits(1, ~std::uint64_t{0}, 2), std::invalid_argument);
}

// --- the definition ---------------------------------------------------------------------------------------------

constexpr std::uint32_t prefix_word(int x, int y) {
  return static_cast<std::uint32_t>(x & 0xFFFF) | static_cast<std::uint32_t>(y & 0xFFFF) << 16;
}
constexpr std::uint32_t least = 0;
constexpr std::uint32_t most = 0xFFFFFFFF;

TEST(PiSample, CoordinatesAreTwosComplementWithTheXPrefixBelow) {
  const auto point = pi::coordinates(prefix_word(-32768, 5), 1, most);
  EXPECT_EQ(point.x, -(std::int64_t{1} << 47) + 1);
  EXPECT_EQ(point.y, (std::int64_t{5} << 32) + most);
}

TEST(PiSample, TheCircleGoesThroughTheMiddlesOfTheSquaresSides) {
  constexpr std::int64_t radius = std::int64_t{1} << 47;
  EXPECT_TRUE(pi::inside({0, 0}));
  EXPECT_FALSE(pi::inside({radius - 1, radius - 1}));
  EXPECT_FALSE(pi::inside({-radius, -radius}));
  // In the column of cells nearest to the right or left side, half a unit from it, the circle is at height
  // sqrt(r^2 - (r - 1/2)^2) = sqrt(r - 1/4) = 11863283.2.
  EXPECT_TRUE(pi::inside({radius - 1, 11863282}));
  EXPECT_FALSE(pi::inside({radius - 1, 11863283}));
  EXPECT_TRUE(pi::inside({-radius, -11863283}));
  EXPECT_FALSE(pi::inside({-radius, -11863284}));
}

/// Cells on both sides of the circle, along all of it. Those it cuts have corners on both sides of it.
TEST(PiSample, PrefixesDecideOnlyWhatNoSuffixCanChange) {
  std::uint64_t cut = 0;
  for (int x = -32768; x < 32768; ++x) {
    const double height = std::sqrt(std::max(0.0, 1073741824.0 - static_cast<double>(x) * x));
    for (int near = -4; near <= 4; ++near) {
      for (const int sign : {-1, 1}) {
        const int y = std::clamp(sign * static_cast<int>(height) + near, -32768, 32767);
        const std::uint32_t word = prefix_word(x, y);
        int inside = 0;
        for (const std::uint32_t u : {least, most}) {
          for (const std::uint32_t v : {least, most}) inside += pi::inside(pi::coordinates(word, u, v));
        }
        const Side side = pi::prefix_side(word);
        const int expected = side == Side::inside ? 4 : side == Side::outside ? 0 : inside;
        ASSERT_EQ(inside, expected) << x << ' ' << y;
        if (inside != 0 && inside != 4) ++cut;
      }
    }
  }
  EXPECT_GT(cut, 1000U);  // the search did meet the circle
}

TEST(PiSample, FewSamplesNeedASuffix) {
  constexpr std::uint64_t samples = 1000000;
  std::uint64_t undecided = 0;
  for (std::uint64_t block = 0; block < samples / pi::samples_per_block; ++block) {
    for (const std::uint32_t word : philox4x32(pi::counter_of(block, philox::Stream::pi_prefix), philox::key_of(1))) {
      undecided += pi::prefix_side(word) == Side::undecided;
    }
  }
  // A ring of area 2 pi margin / 2^30 quarters of the square holds 1.36e-4 of it: 136 +- 12.
  EXPECT_NEAR(static_cast<double>(undecided), 136, 6 * 12);
}

TEST(PiSample, StreamsAndIndicesHaveWordsOfTheirOwn) {
  std::vector<std::uint32_t> words;
  for (const auto stream : {philox::Stream::pi_prefix, philox::Stream::pi_suffix_x, philox::Stream::pi_suffix_y}) {
    for (int bit = 2; bit < 63; ++bit) words.push_back(pi::word_of(1, std::uint64_t{1} << bit, stream));
    for (std::uint64_t index = 0; index < 4; ++index) words.push_back(pi::word_of(1, index, stream));
  }
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

static_assert(pi::is_hit(0, 0) || !pi::is_hit(0, 0), "the reference is a constant expression");

}  // namespace
}  // namespace breakeven::kernels
