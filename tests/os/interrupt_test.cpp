// Time limits and users' signals, whichever comes first.
#include "os/interrupt.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

using namespace std::chrono_literals;

bool announced(std::chrono::milliseconds patience) {
  pollfd waiting{interrupt_descriptor(), POLLIN, 0};
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (::poll(&waiting, 1, static_cast<int>(patience.count())) < 0 && std::chrono::steady_clock::now() < deadline) {
  }
  return (waiting.revents & POLLIN) != 0;
}

void sleep(std::chrono::milliseconds duration) {
  const auto end = std::chrono::steady_clock::now() + duration;
  while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_until(end);
}

class Interrupts : public ::testing::Test {
 protected:
  void SetUp() override {
    catch_interrupts();
    catch_interrupts_anew();
  }
  void TearDown() override { catch_interrupts_anew(); }
};

TEST_F(Interrupts, ALimitIsReachedAndForgotten) {
  {
    const TimeLimit limit(1s);
    EXPECT_TRUE(announced(10s));
    EXPECT_TRUE(limit.reached());
    EXPECT_THROW(throw_if_interrupted(), Interrupted);
  }
  EXPECT_EQ(interrupted_by(), 0);
  EXPECT_FALSE(announced(0ms));
}

TEST_F(Interrupts, UnwindingFromALimitMayTakeLongerThanTheGrace) {
  const TimeLimit limit(1s);
  ASSERT_TRUE(announced(10s));
  sleep(3s);  // of 2 s
  EXPECT_TRUE(limit.reached());
}

TEST_F(Interrupts, AUsersSignalCountsInsteadOfALimit) {
  {
    const TimeLimit limit(1s);
    ASSERT_TRUE(announced(10s));
    std::raise(SIGINT);
    EXPECT_FALSE(limit.reached());
  }
  EXPECT_EQ(interrupted_by(), SIGINT);
  EXPECT_TRUE(announced(0ms));
}

TEST_F(Interrupts, ALimitThatWasNotReachedTakesNothingBack) {
  {
    const TimeLimit limit(100s);
    std::raise(SIGTERM);
  }
  EXPECT_EQ(interrupted_by(), SIGTERM);
  EXPECT_TRUE(announced(0ms));
}

TEST_F(Interrupts, ARestEndsWithTheFirstSignal) {
  const auto begin = std::chrono::steady_clock::now();
  rest(20ms);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 20ms);
  const TimeLimit limit(1s);
  EXPECT_THROW(rest(100s), Interrupted);
  EXPECT_THROW(rest(100s), Interrupted) << "at once";
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 50s);
}

using InterruptsDeathTest = Interrupts;

TEST_F(InterruptsDeathTest, AUsersSignalHasAGraceAlsoAfterALimit) {
  const auto ended_late = [] {
    catch_interrupts_anew();
    const TimeLimit limit(1s);
    announced(10s);
    std::raise(SIGINT);
    sleep(20s);
  };
  EXPECT_EXIT(ended_late(), ::testing::ExitedWithCode(128 + SIGINT), "");
}

}  // namespace
}  // namespace breakeven::os
