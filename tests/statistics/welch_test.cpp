#include "statistics/welch.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "statistics/random.hpp"

namespace breakeven::statistics {
namespace {

std::vector<double> normal_values(std::uint64_t seed, double deviation) {
  Random random(seed);
  std::vector<double> values(20000);
  for (double& value : values) value = deviation * random.normal();
  return values;
}

std::vector<double> sum_of(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> sum = a;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += b[i];
  return sum;
}

// (v1 + v2)^2 / (v1^2 / (d1 + 2) + v2^2 / (d2 + 2)) - 2
TEST(Welch, SumsOfEqualComponentsHaveTheDegreesOfBoth) {
  const auto a = normal_values(1, 1);
  const auto b = normal_values(2, 1);
  const std::array components{Component{a, 4}, Component{b, 4}};
  EXPECT_NEAR(welch_degrees(sum_of(a, b), components), 10, 0.1);
}

TEST(Welch, TheComponentThatSpreadsMostDecides) {
  const auto a = normal_values(3, 3);
  const auto b = normal_values(4, 1);
  const std::array components{Component{a, 4}, Component{b, 9}};
  EXPECT_NEAR(welch_degrees(sum_of(a, b), components), 100 / (81.0 / 6 + 1.0 / 11) - 2, 0.1);
  EXPECT_NEAR(welch_degrees(a, components), 4, 0.01);
}

TEST(Welch, WithoutSpreadThereAreTheLeastDegrees) {
  const std::vector<double> same(100, 7);
  const std::array components{Component{same, 5}, Component{same, 3}};
  EXPECT_EQ(welch_degrees(same, components), 3);
}

}  // namespace
}  // namespace breakeven::statistics
