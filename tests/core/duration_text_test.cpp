#include "core/duration_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

std::string duration_error(std::string_view text) {
  try {
    parse_duration(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(DurationText, IsReadWithItsUnits) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("1h50m"), 110min);
  EXPECT_EQ(parse_duration("10m"), 10min);
  EXPECT_EQ(parse_duration("500ms"), 500ms);
  EXPECT_EQ(parse_duration("1.5h"), 90min);
  EXPECT_EQ(parse_duration("1d2h3m4s5ms6us7ns"), 24h + 2h + 3min + 4s + 5ms + 6us + 7ns);
  EXPECT_EQ(parse_duration("0s"), 0s);
  EXPECT_EQ(parse_duration("10000d"), 240'000h);
}

TEST(DurationText, SaysWhatIsWrong) {
  for (const char* text : {"", "10", "s", "-5s", "5 s", "1m1h", "1s1s", "1hm", "1.2.3s", ".5s", "1e3s", "1sm", "5x"}) {
    EXPECT_THAT(duration_error(text), HasSubstr("is no duration; write one like 90s")) << text;
  }
  EXPECT_EQ(duration_error("10001d"), "10001d is too long; the most is 10000d");
  EXPECT_THAT(duration_error(std::string(400, '9') + "s"), HasSubstr("is no duration"));
}

TEST(DurationText, IsWrittenSoThatItIsReadBack) {
  EXPECT_EQ(duration_text(110min), "1h50m");
  EXPECT_EQ(duration_text(90s), "1m30s");
  EXPECT_EQ(duration_text(0s), "0s");
  for (const Duration duration : {Duration(1), Duration(1234567890123), Duration(24h * 9999)}) {
    EXPECT_EQ(parse_duration(duration_text(duration)), duration);
  }
}

}  // namespace
}  // namespace breakeven
