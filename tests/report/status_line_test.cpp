#include "report/status_line.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;

TEST(SeriesLine, TellsHowFarAndHowLong) {
  EXPECT_EQ(series_line(34, 132, 34s, "8 threads"), "trial 35 of 132, 98.0 s left: 8 threads");
  EXPECT_EQ(series_line(0, 132, 2s, "8 ranks"), "trial 1 of 132: 8 ranks");
}

TEST(ShareLine, TellsHowFarAndHowLong) {
  EXPECT_EQ(share_line(0.345, 90s, "8 ranks"), "34 % done, 90.0 s left: 8 ranks");
}

TEST(TimeLeft, IsAtThePaceSoFar) {
  EXPECT_EQ(time_left(0.25, 2s), 6s);
  EXPECT_EQ(time_left(1, 2s), 0s);
  EXPECT_EQ(time_left(0, 2s), std::nullopt);
}

TEST(StatusLine, ShowsNothingAtFirstAndErasesItselfInTheEnd) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_NONBLOCK), 0);
  const auto written = [&] {
    std::string text(4096, '\0');
    const ssize_t count = ::read(ends[0], text.data(), text.size());
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
  };
  {
    StatusLine line(ends[1], Appearance{});
    line.show("a");
    EXPECT_EQ(written(), "");
    std::this_thread::sleep_for(1050ms);
    line.show("b");
    EXPECT_THAT(written(), ::testing::MatchesRegex("\r\x1b\\[Kb"));
  }
  EXPECT_EQ(written(), "\r\x1b[K");
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace breakeven::report
