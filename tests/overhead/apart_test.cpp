#include "overhead/apart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "os/memory.hpp"
#include "os/orphans.hpp"
#include "overhead/crew_point.hpp"

namespace breakeven::overhead {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(MeasureApart, ReturnsWhatWasMeasuredInAnotherProcess) {
  const auto series = measure_apart([] {
    Series one;
    one.condition = {"fork", "start", "spawn", 2, 1U << 20U, "huge pages"};
    one.unit = "B";
    one.launches = {{1, 2}, {3}};
    one.warm_up = 1;
    one.trouble = "a word";
    one.operations = {64, 2};
    one.placement = {"0-1", true, "node1"};
    Series other;
    other.launches = {{static_cast<double>(::getpid())}};
    return std::vector{one, other};
  });
  ASSERT_EQ(series.size(), 2U);
  EXPECT_EQ(series[0].condition, (Condition{"fork", "start", "spawn", 2, 1U << 20U, "huge pages"}));
  EXPECT_EQ(series[0].unit, "B");
  EXPECT_THAT(series[0].launches, ElementsAre(ElementsAre(1, 2), ElementsAre(3)));
  EXPECT_EQ(series[0].warm_up, 1U);
  EXPECT_EQ(series[0].trouble, "a word");
  EXPECT_THAT(series[0].operations, ElementsAre(64, 2));
  EXPECT_EQ(series[0].placement, (Placement{"0-1", true, "node1"}));
  EXPECT_NE(series[1].launches[0][0], static_cast<double>(::getpid()));
}

TEST(MeasureApart, LeavesThisProcessAsSmallAsItWas) {
  const std::uint64_t before = os::memory_use().resident_bytes;
  const std::size_t bytes = std::size_t{64} << 20;
  measure_apart([&] {
    const os::Mapping memory = os::Mapping::anonymous(bytes);
    std::ranges::fill(memory.bytes(), std::byte{1});
    return std::vector<Series>();
  });
  EXPECT_LT(os::memory_use().resident_bytes, before + bytes / 4);
}

TEST(MeasureApart, SaysWhyNothingWasMeasured) {
  const auto what = [](const std::function<std::vector<Series>()>& measure) {
    try {
      measure_apart(measure);
      return std::string("nothing was thrown");
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(what([]() -> std::vector<Series> { throw Error("no huge pages"); }), "no huge pages");
  EXPECT_THAT(what([]() -> std::vector<Series> {
                ::raise(SIGKILL);
                return {};
              }),
              HasSubstr("killed by signal 9"));
}

TEST(MeasureApart, LeavesNothingOfWhatHangs) {
  os::catch_interrupts();
  const std::string trouble = attempt(std::chrono::seconds(1), [] {
    measure_apart([]() -> std::vector<Series> {
      while (true) ::pause();
    });
  });
  EXPECT_THAT(trouble, HasSubstr("did not end within 1 s"));
  EXPECT_THAT(os::children_of_this_process(), IsEmpty());
}

}  // namespace
}  // namespace breakeven::overhead
