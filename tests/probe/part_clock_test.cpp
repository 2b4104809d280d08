// What the time of a period is counted as, by a clock that is moved by hand.
#include "probe/part_clock.hpp"

#include <gmock/gmock.h>

#include <map>
#include <thread>

#include "probe/board.hpp"

namespace breakeven::probe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::int64_t clock_shows = 1000;
std::map<Part, std::int64_t> stamped;

}  // namespace

std::int64_t now() noexcept { return clock_shows; }

void stamp_part(Period /*period*/, Part part, std::int64_t nanoseconds, std::uint32_t /*count*/) noexcept {
  stamped[part] += nanoseconds;
}

namespace {

void pass(std::int64_t nanoseconds) { clock_shows += nanoseconds; }

void pass_in(Part part, std::int64_t nanoseconds) {
  const PartScope scope(part);
  pass(nanoseconds);
}

class PartClock : public ::testing::Test {
 protected:
  void SetUp() override {
    stamped.clear();
    begin_period(Period::init);
  }
  void TearDown() override { forget_period(); }
};

TEST_F(PartClock, PartsAreExclusive) {
  pass(1);
  {
    const PartScope scope(Part::pmix_init);
    pass(10);
    pass_in(Part::components, 100);
    pass(20);
  }
  pass(2);
  end_period(Period::init);
  EXPECT_THAT(stamped, ElementsAre(Pair(Part::rest, 3), Pair(Part::components, 100), Pair(Part::pmix_init, 30)));
}

TEST_F(PartClock, AFenceIsWaitedForFromItsBeginUntilItIsDone) {
  pass_in(Part::components, 5);
  pass(100);  // before the fence
  fence_begins();
  pass(10);
  std::thread(fence_done).join();
  pass(1000);
  end_period(Period::init);
  EXPECT_THAT(stamped, ElementsAre(Pair(Part::rest, 1100), Pair(Part::components, 5), Pair(Part::fence, 10)));
}

TEST_F(PartClock, WhatIsDoneBehindAFenceIsNotWaitingForIt) {
  fence_begins();
  pass(10);
  pass_in(Part::components, 5);
  pass(10);
  std::thread(fence_done).join();
  end_period(Period::init);
  EXPECT_THAT(stamped, ElementsAre(Pair(Part::components, 5), Pair(Part::fence, 20)));
}

TEST_F(PartClock, OnlyItsOwnEndEndsAPeriod) {
  pass(7);
  end_period(Period::start);
  EXPECT_THAT(stamped, IsEmpty());
  EXPECT_TRUE(in_period());
  pass(8);
  end_period(Period::init);
  EXPECT_THAT(stamped, ElementsAre(Pair(Part::rest, 15)));
  EXPECT_FALSE(in_period());
}

TEST_F(PartClock, OtherThreadsDoNotCount) {
  std::thread([] { pass_in(Part::components, 50); }).join();
  end_period(Period::init);
  EXPECT_THAT(stamped, ElementsAre(Pair(Part::rest, 50)));
}

}  // namespace
}  // namespace breakeven::probe
