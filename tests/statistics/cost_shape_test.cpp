#include "breakeven/cost_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace breakeven {
namespace {

using enum SizeFactor;
using Workers = WorkersFactor;

TEST(CostShape, IsASumOfProducts) {
  const CostShape shape{
      .bases = {
          {one, Workers::one}, {one, Workers::workers}, {one, Workers::log_workers}, {size_log_size, Workers::share}}};
  EXPECT_DOUBLE_EQ(shape.at(std::vector<double>{1, 10, 100, 1000}, 4, 8), 1 + 40 + 200 + 1000 * 24 / 4.0);
  EXPECT_EQ(shape.formula(), "a + b p + c log2(p) + d n log2(n) / p");
  EXPECT_EQ(shape.parameter_count(), 4U);
}

TEST(CostShape, SharesAmongProcessorsAtMost) {
  const CostShape shape{.bases = {{size, Workers::share}, {size, Workers::contention}}, .processors = 4};
  EXPECT_DOUBLE_EQ(shape.at(std::vector<double>{1, 0.5}, 2, 100), 50 + 0.5 * 50);
  EXPECT_DOUBLE_EQ(shape.at(std::vector<double>{1, 0.5}, 8, 100), 25 + 0.5 * 7 * 25);
  EXPECT_EQ(shape.formula(), "a n / min(p, 4) + b (p - 1) n / min(p, 4)");
}

TEST(CostShape, HasAnExponentAsItsLastParameter) {
  const CostShape shape{.bases = {{size_power, Workers::share}, {one, Workers::one}}};
  EXPECT_TRUE(shape.has_power());
  EXPECT_EQ(shape.parameter_count(), 3U);
  EXPECT_EQ(shape.parameter_name(1), "b");
  EXPECT_EQ(shape.parameter_name(2), "e");
  EXPECT_EQ(shape.formula(), "a n^e / p + b");
  EXPECT_DOUBLE_EQ(shape.at(std::vector<double>{2, 7, 1.5}, 2, 100), 2 * 1000 / 2.0 + 7);
}

TEST(CostShape, SaysByWhatACoefficientIsMultiplied) {
  const CostShape shape{.bases = {{one, Workers::one}, {one, Workers::share}, {size, Workers::workers}}};
  EXPECT_EQ(shape.factor(0), "1");
  EXPECT_EQ(shape.factor(1), "1 / p");
  EXPECT_EQ(shape.factor(2), "p n");
  EXPECT_EQ(shape.formula(), "a + b / p + c p n");
}

TEST(CostShape, OfNothingIsNothing) {
  EXPECT_EQ(CostShape{}.formula(), "0");
  EXPECT_EQ(CostShape{}.at({}, 4, 100), 0);
}

TEST(CostShape, OfNoWorkTakesNoTime) {
  const CostShape shape{.bases = {{size_log_size, Workers::one}}};
  EXPECT_EQ(shape.at(std::vector<double>{1}, 1, 0), 0);
}

TEST(CostShape, ThrowsForOtherParameters) {
  const CostShape shape{.bases = {{size_power, Workers::share}}};
  EXPECT_THROW(shape.at(std::vector<double>{1}, 1, 1), std::invalid_argument);
  EXPECT_THROW(shape.parameter_name(2), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
