// Operations that begin at an instant of a common clock, that clock, and what becomes of workers that are late.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "support/relay.hpp"
#include "support/thread_team.hpp"
#include "workloads/common_clock.hpp"
#include "workloads/dissemination_barrier.hpp"
#include "workloads/talk_windows.hpp"

namespace breakeven::workloads {
namespace {

using ::testing::ElementsAre;

/// Does something while its worker waits for the first window of a round: after the broadcast of when that begins, and
/// before the barrier in it.
class Distracted final : public Relay {
 public:
  using Relay::Relay;

  /// A clock that calls `distract` at its second reading then.
  CommonClock::OwnClock own_clock(std::function<CommonClock::Nanoseconds()> distract) {
    return [this, distract] {
      const bool waiting = told_ && readings_++ == 1;
      if (waiting) ahead_ += distract();
      return CommonClock::steady() + ahead_;
    };
  }

 protected:
  void do_broadcast(std::span<std::byte> bytes, int root) override {
    Relay::do_broadcast(bytes, root);
    told_ = true;
    readings_ = 0;
  }
  void do_barrier() override {
    told_ = false;
    Relay::do_barrier();
  }

 private:
  bool told_ = false;
  int readings_ = 0;
  CommonClock::Nanoseconds ahead_{};
};

constexpr TalkItem windowed_barrier{TalkOperation::barrier, Cadence::windowed, 0};

TEST(TalkWindows, SeeAWorkerThatLosesItsProcessorWhileItWaitsForOne) {
  constexpr std::chrono::seconds lost{10};
  ThreadTeam::run(2, [&](Communicator& communicator) {
    Distracted distracted(communicator, communicator.timeline());
    int times = 0;
    const auto once = [&]() -> CommonClock::Nanoseconds {
      return communicator.rank() == 1 && times++ == 0 ? lost : CommonClock::Nanoseconds{};
    };
    CommonClock clock(distracted, distracted.own_clock(once));
    TalkExercise exercise(windowed_barrier, distracted);
    TalkWindows windows(distracted, clock, exercise);
    TalkWindows::Round round;
    // A worker that is already behind does not wait.
    do round = windows.observe(1);
    while (communicator.all_reduce(times, Reduction::max) == 0);
    EXPECT_GT(round.lateness.front(), 9);
    EXPECT_GT(round.lateness.front(), round.tolerance_seconds);
    EXPECT_GE(round.seconds.front(), round.lateness.front());
  });
}

TEST(TalkWindows, ThatBeganTooLateAreKeptApart) {
  TalkObservations all;
  add_windows({{1.0, 2.0}, {0.0, 0.5}, 0.05, 0.03, 0.1}, all);
  EXPECT_THAT(all.seconds, ElementsAre(1.0, 2.0)) << "what warms up is as much in every launch";
  add_windows({{3.0, 4.0, 5.0}, {0.1, 0.2, 0.0}, 0.08, 0.01, 0.16}, all);
  EXPECT_THAT(all.seconds, ElementsAre(1.0, 2.0, 3.0, 5.0));
  EXPECT_THAT(all.late_seconds, ElementsAre(4.0));
  EXPECT_EQ(all.clock_error_seconds, 0.08);
  EXPECT_EQ(all.clock_offset_seconds, 0.03);
  EXPECT_EQ(all.tolerance_seconds, 0.16);
}

TEST(CommonClock, ShowsWhatWorkerZeroShowsWithinTheErrorThatItStatesThen) {
  using std::chrono::nanoseconds;
  const auto skewed = [](nanoseconds true_time, int rank) {
    const auto drift =
        static_cast<std::int64_t>(static_cast<double>(true_time.count() % 1'000'000'000'000) * 2e-5 * rank);
    return true_time + nanoseconds(rank * 1'000'000'000LL + drift);
  };
  ThreadTeam::run(3, [&](Communicator& communicator) {
    const auto own = [&] { return skewed(CommonClock::steady(), communicator.rank()); };
    CommonClock clock(communicator, own);
    const bool is_peer = !communicator.is_root();
    EXPECT_EQ(clock.error_seconds() > 0, is_peer);
    EXPECT_NEAR(clock.offset_seconds(), communicator.rank(), 0.1);
    const auto expect_close = [&] {
      const nanoseconds before = CommonClock::steady();
      const nanoseconds shown = clock.now();
      const nanoseconds after = CommonClock::steady();
      // It is stated for 95 of 100 cases.
      const nanoseconds error(static_cast<std::int64_t>(3e9 * clock.error_seconds()));
      EXPECT_GE(shown, before - error);
      EXPECT_LE(shown, after + error);
    };
    expect_close();
    const double at_first = clock.error_seconds();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double later = clock.error_seconds();
    EXPECT_EQ(later > at_first, is_peer);
    clock.synchronise();
    EXPECT_EQ(clock.error_seconds() < later, is_peer);
    expect_close();
  });
}

TEST(DisseminationBarrier, NobodyLeavesBeforeTheLastHasEntered) {
  for (const int workers : {1, 2, 3, 5, 8}) {
    std::atomic<int> entered{0};
    ThreadTeam::run(workers, [&](Communicator& communicator) {
      for (int round = 1; round <= 20; ++round) {
        entered.fetch_add(1);
        dissemination_barrier(communicator);
        EXPECT_GE(entered.load(), round * workers);
      }
    });
  }
}

}  // namespace
}  // namespace breakeven::workloads
