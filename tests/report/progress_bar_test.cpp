#include "report/progress_bar.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;

const ProgressSubject two_threads{"2 threads", 1e9, "samples"};

TEST(ProgressLine, ShowsShareRateAndTimeLeft) {
  Appearance appearance;
  appearance.columns = 80;
  const std::string line = progress_line(two_threads, 0.25, 2s, appearance);
  EXPECT_THAT(line, HasSubstr("2 threads #"));
  EXPECT_THAT(line, EndsWith("  25 %  125 Msamples/s  6.00 s left"));
}

TEST(ProgressLine, NeverFillsTheLine) {
  for (const int columns : {12, 30, 60, 200}) {
    Appearance appearance;
    appearance.columns = columns;
    appearance.unicode = true;
    const std::string line = progress_line(two_threads, 0.5, 2s, appearance);
    EXPECT_LT(display_width(line), columns);
    EXPECT_THAT(line, HasSubstr("50 %"));
  }
}

TEST(ProgressLine, PromisesNothingBeforeAnythingIsKnown) {
  const std::string line = progress_line(two_threads, 0, 2s, Appearance{});
  EXPECT_THAT(line, EndsWith("0 %"));
}

std::string written_by_bar(Duration life) {
  int ends[2];
  EXPECT_EQ(::pipe2(ends, O_NONBLOCK), 0);
  {
    ProgressBar bar(ends[1], two_threads, Appearance{});
    bar.set(0.5);
    std::this_thread::sleep_for(life);
  }
  std::string text(65536, '\0');
  const ssize_t count = ::read(ends[0], text.data(), text.size());
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  ::close(ends[0]);
  ::close(ends[1]);
  return text;
}

TEST(ProgressBar, AShortJobIsNotDisturbed) { EXPECT_EQ(written_by_bar(50ms), ""); }

TEST(ProgressBar, ALongOneIsShownAndErasedInTheEnd) {
  const std::string text = written_by_bar(1300ms);
  EXPECT_THAT(text, HasSubstr("50 %"));
  EXPECT_THAT(text, EndsWith("\r\x1b[K"));
}

}  // namespace
}  // namespace breakeven::report
