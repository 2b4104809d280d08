#include "plan/ranges.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

using ::testing::ElementsAre;

std::string range_error(std::string_view text) {
  try {
    expand_range(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Ranges, AreTextsThatBeginWithADigitAndHaveTwoDots) {
  EXPECT_TRUE(is_range("1..8"));
  EXPECT_TRUE(is_range("1e2 .. 1e4"));
  EXPECT_FALSE(is_range("../file"));
  EXPECT_FALSE(is_range("1.5"));
  EXPECT_FALSE(is_range(""));
}

TEST(Ranges, AreLinear) {
  EXPECT_THAT(expand_range("1..4"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(expand_range("5..5"), ElementsAre("5"));
  EXPECT_THAT(expand_range("0..100 step 30"), ElementsAre("0", "30", "60", "90"));
  EXPECT_THAT(expand_range(" 1 .. 2^2"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(expand_range("0.1..0.5 step 0.1"), ElementsAre("0.1", "0.2", "0.3", "0.4", "0.5"));
  EXPECT_EQ(expand_range("1..1e3").size(), 1000U);
}

TEST(Ranges, ArePowersOfOneBase) {
  EXPECT_THAT(expand_range("2^0..2^4"), ElementsAre("1", "2", "4", "8", "16"));
  EXPECT_THAT(expand_range("10^2..10^4"), ElementsAre("100", "1000", "10000"));
  EXPECT_EQ(expand_range("2^0..2^63").back(), "9223372036854775808");
  EXPECT_THAT(expand_range("2^3..2^5 step 8"), ElementsAre("8", "16", "24", "32"));
}

TEST(Ranges, AreGeometric) {
  EXPECT_THAT(expand_range("1e2..1e5 times 10"), ElementsAre("100", "1000", "10000", "100000"));
  EXPECT_THAT(expand_range("3..100 times 3"), ElementsAre("3", "9", "27", "81"));
  EXPECT_THAT(expand_range("1..8 times 1.5"), ElementsAre("1", "2", "3", "5", "8"));
  EXPECT_THAT(expand_range("1e2..1e4 count 3"), ElementsAre("100", "1000", "10000"));
  EXPECT_THAT(expand_range("1e2..1e7 count 11"), ElementsAre("100", "316", "1000", "3162", "10000", "31623", "100000",
                                                             "316228", "1000000", "3162278", "10000000"));
  EXPECT_THAT(expand_range("1..4 count 20"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(expand_range("2^10..2^14 times 4"), ElementsAre("1024", "4096", "16384"));
}

TEST(Ranges, SayWhatIsWrong) {
  EXPECT_EQ(range_error("8..1"), "the range '8..1' goes down; write 1..8");
  EXPECT_EQ(range_error("1..x"), "the range '1..x' needs a number on either side of '..', and 'x' is none");
  EXPECT_EQ(range_error("1.."), "the range '1..' needs a number on either side of '..', and '' is none");
  EXPECT_EQ(range_error("1a..8"), "the range '1a..8' needs a number on either side of '..', and '1a' is none");
  EXPECT_EQ(range_error("1..8 by 2"), "the range '1..8 by 2' goes on with 'by'; it can with step, times or count");
  EXPECT_EQ(range_error("1..8 step"), "the range '1..8 step' needs a number above 0 after 'step', not ''");
  EXPECT_EQ(range_error("1..8 step 0"), "the range '1..8 step 0' needs a number above 0 after 'step', not '0'");
  EXPECT_EQ(range_error("1..8 step 2 3"), "the range '1..8 step 2 3' needs a number above 0 after 'step', not '2 3'");
  EXPECT_EQ(range_error("1..8 times 1"),
            "the range '1..8 times 1' never gets to its end by times 1; the factor must be above 1");
  EXPECT_EQ(range_error("0..8 times 2"), "the range '0..8 times 2' is geometric and cannot begin at 0; begin at 1");
  EXPECT_EQ(range_error("1.5..8 times 2"),
            "the range '1.5..8 times 2' is geometric and needs whole ends: 1.5 is not a whole number");
  EXPECT_EQ(range_error("1..8 count 1"), "the range '1..8 count 1' needs a whole number of 2 or more after 'count'");
  EXPECT_EQ(range_error("1..8 count 1e7"),
            "the range '1..8 count 1e7' has more than 1000000 numbers; take larger steps");
  EXPECT_EQ(range_error("0..1e6"), "the range '0..1e6' has more than 1000000 numbers; take larger steps");
  EXPECT_EQ(range_error("1..1e18 times 1.00000001"),
            "the range '1..1e18 times 1.00000001' has more than 1000000 numbers; take larger steps");
  EXPECT_EQ(range_error("2^1..3^4"),
            "the range '2^1..3^4' goes from a power of one number to a power of another; say by what: times 2, step 1");
  EXPECT_EQ(range_error("1^1..1^4"), "the range '1^1..1^4' needs powers of 2 or more");
}

}  // namespace
}  // namespace breakeven::plan
