#include "core/count.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

using ::testing::HasSubstr;

template <class Function>
std::string error_of(const Function& function) {
  try {
    function();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}
std::string count_error(std::string_view text) {
  return error_of([&] { parse_count(text); });
}

TEST(ParseCount, TakesWhatPeopleType) {
  EXPECT_EQ(parse_count("0"), 0U);
  EXPECT_EQ(parse_count("42"), 42U);
  EXPECT_EQ(parse_count("+7"), 7U);
  EXPECT_EQ(parse_count("1e9"), 1'000'000'000U);
  EXPECT_EQ(parse_count("1E+9"), 1'000'000'000U);
  EXPECT_EQ(parse_count("1.5e9"), 1'500'000'000U);
  EXPECT_EQ(parse_count("2500e-2"), 25U);
}

TEST(ParseCount, SuffixesAreDecimal) {
  EXPECT_EQ(parse_count("10k"), 10'000U);
  EXPECT_EQ(parse_count("10M"), 10'000'000U);
  EXPECT_EQ(parse_count("2.5G"), 2'500'000'000U);
  EXPECT_EQ(parse_count("3T"), 3'000'000'000'000U);
}

TEST(ParseCount, PowersAndUnderscores) {
  EXPECT_EQ(parse_count("2^30"), std::uint64_t{1} << 30U);
  EXPECT_EQ(parse_count("10^3"), 1000U);
  EXPECT_EQ(parse_count("1_000_000"), 1'000'000U);
}

TEST(ParseCount, IsExactUpToTheLimit) {
  EXPECT_EQ(parse_count("2^63"), std::uint64_t{1} << 63U);
  EXPECT_EQ(parse_count("9223372036854775807"), 9223372036854775807U);
  EXPECT_EQ(parse_count("9.223372036854775807e18"), 9223372036854775807U);
  EXPECT_THAT(count_error("9223372036854775809"), HasSubstr("too large; the most is 2^63"));
  EXPECT_THAT(count_error("2^64"), HasSubstr("too large"));
  EXPECT_THAT(count_error("1e99999999999"), HasSubstr("too large"));
  EXPECT_THAT(count_error("99999999999999999999999999999999999999999999"), HasSubstr("too large"));
  EXPECT_EQ(parse_seed("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
}

TEST(ParseCount, SaysWhatIsWrong) {
  for (const char* text : {"abc", "",   " ",  "1e",    "1e+",  "e9",   "-",     "--5", "1__0", "_1",
                           "1_",  "2^", "^3", "1.5.2", "1e9x", "0x10", "1 000", "nan", "inf",  "5m"}) {
    EXPECT_THAT(count_error(text), HasSubstr("is no count")) << text;
  }
  EXPECT_THAT(count_error("-5"), HasSubstr("-5 is negative"));
  EXPECT_THAT(count_error("1.5"), HasSubstr("1.5 is not a whole number"));
  EXPECT_THAT(count_error("1e-1"), HasSubstr("not a whole number"));
  EXPECT_THAT(count_error("1.2345k"), HasSubstr("not a whole number"));
}

TEST(ParseSmallCount, IsAtLeastOne) {
  EXPECT_EQ(parse_small_count("8", "workers"), 8);
  EXPECT_THAT(error_of([] { parse_small_count("0", "workers"); }), HasSubstr("0 workers: at least 1 is needed"));
  EXPECT_THAT(error_of([] { parse_small_count("2e9", "workers"); }), HasSubstr("too large; the most is 1000000"));
}

TEST(ParseReal, TakesFiniteNumbersOnly) {
  EXPECT_DOUBLE_EQ(parse_real("1e-5"), 1e-5);
  for (const char* text : {"", "x", "1e", "nan", "inf", "1e999", "0.1 "}) {
    EXPECT_THAT(error_of([&] { parse_real(text); }), HasSubstr("is no number")) << text;
  }
}

}  // namespace
}  // namespace breakeven
