// Launching several things in rounds.
#include "overhead/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"

namespace breakeven::overhead {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class LaunchInRounds : public ::testing::Test {
 protected:
  LaunchInRounds() { os::catch_interrupts(); }
  ~LaunchInRounds() override { os::catch_interrupts_anew(); }

  void run(std::size_t points, int rounds, const std::function<void(std::size_t, int, const ProgressSink&)>& launch) {
    launch_in_rounds({.points = points, .launches = rounds},
                     {[](std::size_t point) { return std::to_string(point); }, launch,
                      [this](std::size_t point, const std::string&) { given_up_.push_back(point); }},
                     [this](const std::string&, double share) { shares_.push_back(share); });
  }

  std::vector<std::size_t> given_up_;
  std::vector<double> shares_;
};

TEST_F(LaunchInRounds, HasEveryPointInEachRound) {
  std::vector<int> launches_of_first;
  std::vector<std::size_t> first_round;
  run(3, 2, [&](std::size_t point, int launch, const ProgressSink&) {
    if (point == 0) launches_of_first.push_back(launch);
    if (launch == 0) first_round.push_back(point);
  });
  EXPECT_THAT(launches_of_first, ElementsAre(0, 1));
  EXPECT_THAT(first_round, UnorderedElementsAre(0, 1, 2));
  EXPECT_THAT(given_up_, ElementsAre());
}

TEST_F(LaunchInRounds, SharesAreOfAllLaunches) {
  run(1, 2, [](std::size_t, int, const ProgressSink& progress) { progress(0.5); });
  EXPECT_THAT(shares_, ElementsAre(0, 0.25, 0.5, 0.75));
}

TEST_F(LaunchInRounds, GivesUpWhatFailed) {
  int launches = 0;
  run(2, 5, [&](std::size_t point, int, const ProgressSink&) {
    ++launches;
    if (point == 1) throw Error("no");
  });
  EXPECT_THAT(given_up_, ElementsAre(1));
  EXPECT_EQ(launches, 6);
}

TEST_F(LaunchInRounds, KeepsWhatWasLaunchedBeforeAnInterrupt) {
  int complete = 0;
  run(2, 5, [&](std::size_t, int, const ProgressSink&) {
    if (complete == 3) std::raise(SIGINT);
    os::throw_if_interrupted();
    ++complete;
  });
  EXPECT_EQ(complete, 3);
  EXPECT_THAT(given_up_, ElementsAre()) << "an interrupt is no failure of the point";
}

}  // namespace
}  // namespace breakeven::overhead
