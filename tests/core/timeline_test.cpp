#include "breakeven/timeline.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace breakeven {
namespace {

TEST(Timeline, PhasesAddUpToTheWholeExactly) {
  Timeline timeline;
  timeline.restart(Phase::work);
  for (int i = 0; i < 10; ++i) {
    const PhaseScope talk(timeline, Phase::talk);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  timeline.close();
  EXPECT_EQ(timeline.totals().sum(), timeline.end() - timeline.begin());
  EXPECT_GE(timeline.totals()[Phase::talk], std::chrono::microseconds(1000));
  EXPECT_EQ(timeline.totals()[Phase::stop], Duration{});
}

TEST(Timeline, SegmentsFollowEachOtherWithoutGaps) {
  Timeline timeline;
  timeline.restart(Phase::work);
  { const PhaseScope talk(timeline, Phase::talk); }
  { const PhaseScope work(timeline, Phase::work); }  // open already: no new segment
  timeline.close();
  const auto& segments = timeline.segments();
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_EQ(segments[0].begin, timeline.begin());
  EXPECT_EQ(segments[0].end, segments[1].begin);
  EXPECT_EQ(segments[1].phase, Phase::talk);
  EXPECT_EQ(segments[1].end, segments[2].begin);
  EXPECT_EQ(segments[2].end, timeline.end());
}

TEST(Timeline, TotalsStayExactBeyondTheLimitOfSegments) {
  Timeline timeline;
  timeline.restart(Phase::work);
  for (std::size_t i = 0; i < Timeline::segment_limit; ++i) const PhaseScope talk(timeline, Phase::talk);
  timeline.close();
  EXPECT_EQ(timeline.segments().size(), Timeline::segment_limit);
  EXPECT_EQ(timeline.totals().sum(), timeline.end() - timeline.begin());
}

TEST(Timeline, RestartForgets) {
  Timeline timeline;
  timeline.restart(Phase::talk);
  timeline.close();
  timeline.restart(Phase::work);
  timeline.close();
  EXPECT_EQ(timeline.totals()[Phase::talk], Duration{});
  EXPECT_EQ(timeline.segments().size(), 1U);
}

TEST(Timeline, IgnoresPhasesWhileClosed) {
  Timeline timeline;
  { const PhaseScope talk(timeline, Phase::talk); }
  EXPECT_EQ(timeline.totals().sum(), Duration{});
}

TEST(Timeline, PublishesThePhase) {
  PhaseBoard board{};
  Timeline timeline(&board);
  timeline.restart(Phase::work);
  EXPECT_EQ(static_cast<Phase>(board.load()), Phase::work);
  timeline.enter(Phase::check);
  EXPECT_EQ(static_cast<Phase>(board.load()), Phase::check);
}

TEST(PhaseScope, StaysInThePhaseThatThrew) {
  Timeline timeline;
  timeline.restart(Phase::work);
  try {
    const PhaseScope check(timeline, Phase::check);
    throw std::runtime_error("");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(timeline.current(), Phase::check);
}

TEST(PhaseInterlude, CountsInTheTotalsOnly) {
  Timeline timeline;
  timeline.restart(Phase::send);
  {
    const PhaseInterlude interlude(timeline, Phase::check);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    EXPECT_EQ(timeline.current(), Phase::send);
  }
  timeline.close();
  EXPECT_GE(timeline.totals()[Phase::check], std::chrono::milliseconds(2));
  EXPECT_GE(timeline.totals()[Phase::send], Duration(0));
  EXPECT_EQ(timeline.totals().sum(), timeline.end() - timeline.begin());
  ASSERT_EQ(timeline.segments().size(), 1U);
  EXPECT_EQ(timeline.segments().front().phase, Phase::send);
}

TEST(Phase, EachHasAName) {
  for (std::size_t i = 0; i < phase_count; ++i) EXPECT_NE(to_string(static_cast<Phase>(i)), "unknown");
}

}  // namespace
}  // namespace breakeven
