// Compiled with AES instructions where there are any: Random123's ARS knows nothing else.
#include "breakeven/ars.hpp"

#include <gmock/gmock.h>

#ifdef __AES__
#include <Random123/ars.h>
#undef ars4x32  // Random123's macro
#endif

#include <algorithm>
#include <random>

namespace breakeven {
namespace {

using ars::Block;

constexpr std::uint32_t ones = 0xFFFFFFFF;

// What Random123 1.14 gives. At compile time.
static_assert(ars4x32({0, 0, 0, 0}, {0, 0, 0, 0}) == Block{0xdacf61ff, 0xc45798f3, 0x113c7eeb, 0x101e27f3});
static_assert(ars4x32({ones, ones, ones, ones}, {ones, ones, ones, ones}) ==
              Block{0xfbaaff1f, 0xbb547ef9, 0x13d8cd78, 0x7aaa969b});

// The first round of the example in FIPS 197, appendix B.
constexpr Block example{0xbee33d19, 0x2be2f4a0, 0x2a8dc69a, 0x0848f8e9};
static_assert(ars::detail::aes_last_round(example, {}) == Block{0x305dbfd4, 0xae52b4e0, 0xf11141b8, 0xe598271e});
static_assert(ars::detail::aes_round(example, {}) == Block{0xe5816604, 0x9a19cbe0, 0x7ad3f848, 0x4c260628});

// The same at run time.
TEST(Ars, KnownAnswers) {
  volatile std::uint32_t zero = 0;
  EXPECT_EQ(ars4x32({zero, 0, 0, 0}, {0, 0, 0, 0}), (Block{0xdacf61ff, 0xc45798f3, 0x113c7eeb, 0x101e27f3}));
}

#ifdef __AES__
TEST(Ars, EqualsRandom123OnRandomCounters) {
  if (!__builtin_cpu_supports("aes")) GTEST_SKIP() << "this machine has no AES instructions";
  std::mt19937 random(20240608);
  for (int trial = 0; trial < 20000; ++trial) {
    Block counter;
    Block key;
    for (auto* block : {&counter, &key})
      std::ranges::generate(*block, [&] { return static_cast<std::uint32_t>(random()); });
    const auto theirs = r123::ARS4x32_R<ars::rounds>()({{counter[0], counter[1], counter[2], counter[3]}},
                                                       {{key[0], key[1], key[2], key[3]}});
    EXPECT_EQ(ars4x32(counter, key), (Block{theirs[0], theirs[1], theirs[2], theirs[3]}));
  }
}
#endif

}  // namespace
}  // namespace breakeven
