#include "breakeven/philox.hpp"

#include <Random123/philox.h>
#include <gmock/gmock.h>

#include <cstdint>
#include <random>

#undef philox4x32  // Random123's macro

namespace breakeven {
namespace {

using philox::Block;
using philox::Counter;
using philox::Key;

constexpr std::uint32_t ones = 0xFFFFFFFF;

// The lines "philox4x32 10" of Random123's kat_vectors: zeros, ones, and the digits of pi. At compile time.
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
static_assert(philox4x32({ones, ones, ones, ones}, {ones, ones}) ==
              Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
static_assert(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
              Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});

// The same at run time, where the compiler may choose other instructions.
TEST(Philox, KnownAnswers) {
  volatile std::uint32_t digit = 0x243f6a88;
  EXPECT_EQ(philox4x32({digit, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, EqualsRandom123OnRandomCounters) {
  std::mt19937 random(20240607);
  const auto word = [&random] { return static_cast<std::uint32_t>(random()); };
  for (int trial = 0; trial < 20000; ++trial) {
    const Counter counter{word(), word(), word(), word()};
    const Key key{word(), word()};
    const r123::Philox4x32::ctr_type theirs =
        r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    ASSERT_THAT(philox4x32(counter, key), ::testing::ElementsAre(theirs[0], theirs[1], theirs[2], theirs[3]));
  }
}

TEST(Philox, KeyOfASeedHasTheLowWordFirst) {
  EXPECT_EQ(philox::key_of(0x0123456789abcdef), (Key{0x89abcdef, 0x01234567}));
}

}  // namespace
}  // namespace breakeven
