#include "breakeven/scaling.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace breakeven {
namespace {

using Sample = std::vector<std::vector<double>>;

Sample launches_about(double seconds) {
  Sample sample;
  for (const double factor : {0.97, 0.99, 1.0, 1.0, 1.0, 1.02, 1.04}) {
    sample.push_back({0.99 * factor * seconds, factor * seconds, 1.01 * factor * seconds});
  }
  return sample;
}

TEST(StrongScaling, IsOneRatioInThreeForms) {
  const ScalingLevel level{.workers = 4, .launches = launches_about(3)};
  const Scaling scaling = strong_scaling(launches_about(9), level);
  const Interval ratio = ratio_of_medians(launches_about(9), level.launches).interval.value();
  EXPECT_DOUBLE_EQ(scaling.speed_up.ratio, 3);
  EXPECT_DOUBLE_EQ(scaling.efficiency.ratio, 0.75);
  EXPECT_EQ(scaling.speed_up.interval->low, ratio.low);
  EXPECT_DOUBLE_EQ(scaling.efficiency.interval->high, ratio.high / 4);
  // Karp and Flatt: (1/3 - 1/4) / (1 - 1/4)
  EXPECT_NEAR(scaling.serial_fraction->ratio, 1.0 / 9, 1e-12);
  EXPECT_NEAR(scaling.serial_fraction->interval->low, (1 / ratio.high - 0.25) / 0.75, 1e-12);
  EXPECT_NEAR(scaling.serial_fraction->interval->high, (1 / ratio.low - 0.25) / 0.75, 1e-12);
  EXPECT_EQ(scaling.serial_fraction->basis, IntervalBasis::launches);
}

TEST(StrongScaling, OfOneWorkerHasNoSerialFraction) {
  EXPECT_FALSE(strong_scaling(launches_about(2), {1, launches_about(2)}).serial_fraction);
}

TEST(StrongScaling, PairedWithItselfIsOne) {
  const Sample same = launches_about(2);
  const Scaling scaling = strong_scaling(same, {1, same}, Pairing::by_launch);
  EXPECT_EQ(scaling.speed_up.ratio, 1);
  EXPECT_LT(scaling.speed_up.interval->high - scaling.speed_up.interval->low, 0.05);
}

TEST(WeakScaling, CountsTheWorkThatGrew) {
  const Scaling scaling = weak_scaling(launches_about(4), {.workers = 8, .launches = launches_about(5)});
  EXPECT_DOUBLE_EQ(scaling.efficiency.ratio, 0.8);
  EXPECT_DOUBLE_EQ(scaling.speed_up.ratio, 6.4);
  EXPECT_DOUBLE_EQ(scaling.speed_up.interval->low, 8 * scaling.efficiency.interval->low);
  EXPECT_FALSE(scaling.serial_fraction);
}

TEST(StrongScaling, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(strong_scaling(launches_about(1), {0, launches_about(1)}), std::invalid_argument);
  EXPECT_THROW(weak_scaling(launches_about(1), {0.5, launches_about(1)}), std::invalid_argument);
  EXPECT_THROW(strong_scaling({}, {2, launches_about(1)}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
