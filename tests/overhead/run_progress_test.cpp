#include "overhead/run_progress.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace breakeven::overhead {
namespace {

using namespace std::chrono_literals;

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

TEST(RunProgress, BeginsWithWhatIsExpected) {
  const HowFar far = RunProgress({10s, 90s}).at(0, 0, 0s, 0s);
  EXPECT_EQ(far.done, 0);
  EXPECT_NEAR(seconds(far.left), 100, 1e-6);
}

TEST(RunProgress, GoesByASectionsOwnPaceSoonAndByTheExpectedForOthers) {
  const RunProgress progress({10s, 90s});
  // Half of a section that was to take 10 s has taken 50 s.
  const HowFar far = progress.at(0, 0.5, 50s, 50s);
  EXPECT_NEAR(seconds(far.left), 50 + 90, 6);
  EXPECT_NEAR(far.done, 50.0 / 190, 0.02);
  EXPECT_NEAR(seconds(progress.at(1, 1, 90s, 100s).left), 0, 1e-6);
  EXPECT_NEAR(progress.at(1, 1, 90s, 100s).done, 1, 1e-6);
}

TEST(RunProgress, KnowsNothingOfWhatTakesNoTime) { EXPECT_EQ(RunProgress({0s}).at(0, 0, 0s, 0s).done, 0); }

}  // namespace
}  // namespace breakeven::overhead
