#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "breakeven/rank_tests.hpp"

namespace breakeven {
namespace {

using Values = std::vector<double>;

struct MannWhitneyCase {
  Values first;
  Values second;
  double u;
  double p_value;
  bool exact;
  double superiority;
  double low;
  double high;
};

struct KruskalWallisCase {
  std::vector<Values> samples;
  double h;
  double p_value;
  double epsilon_squared;
};

struct SignedRankCase {
  Values values;
  double greater;
  std::size_t count;
  double p_value;
  bool exact;
};

#include "rank_reference.inc"

TEST(MannWhitney, IsSciPys) {
  for (const auto& known : mann_whitney_cases) {
    const MannWhitney result = mann_whitney(known.first, known.second);
    SCOPED_TRACE(testing::Message() << known.first.size() << " and " << known.second.size() << " values");
    EXPECT_EQ(result.u, known.u);
    EXPECT_EQ(result.exact, known.exact);
    EXPECT_NEAR(result.p_value / known.p_value, 1, 1e-9);
    EXPECT_NEAR(result.superiority.value, known.superiority, 1e-12);
    EXPECT_NEAR(result.superiority.interval.low, known.low, 1e-9);
    EXPECT_NEAR(result.superiority.interval.high, known.high, 1e-9);
  }
}

TEST(MannWhitney, IsTheSameFromTheOtherSide) {
  const Values a{3, 1, 4, 1.5, 9};
  const Values b{2, 6, 5, 3.5};
  const MannWhitney one = mann_whitney(a, b);
  const MannWhitney other = mann_whitney(b, a);
  EXPECT_EQ(one.u + other.u, 20);
  EXPECT_EQ(one.p_value, other.p_value);
  EXPECT_NEAR(one.superiority.interval.low, 1 - other.superiority.interval.high, 1e-12);
  EXPECT_NEAR(one.delta().value, -other.delta().value, 1e-12);
  EXPECT_NEAR(one.delta().interval.low, -other.delta().interval.high, 1e-12);
}

TEST(MannWhitney, OfSamplesApartKnowsHowLittleFewValuesTell) {
  const MannWhitney result = mann_whitney(Values{1, 2, 3}, Values{4, 5, 6});
  EXPECT_EQ(result.delta().value, -1);
  EXPECT_EQ(result.superiority.interval.low, 0);
  EXPECT_GT(result.superiority.interval.high, 0.3);
  EXPECT_DOUBLE_EQ(result.p_value, 0.1);  // 2 of the 20 orders
}

TEST(MannWhitney, OfEqualValuesSeesNoDifference) {
  const MannWhitney result = mann_whitney(Values(7, 2.0), Values(9, 2.0));
  EXPECT_EQ(result.p_value, 1);
  EXPECT_EQ(result.superiority.value, 0.5);
}

TEST(MannWhitney, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(mann_whitney(Values{}, Values{1}), std::invalid_argument);
  EXPECT_THROW(mann_whitney(Values{1}, Values{}), std::invalid_argument);
  EXPECT_THROW(mann_whitney(Values{1, std::nan("")}, Values{1}), std::invalid_argument);
  EXPECT_THROW(mann_whitney(Values{1}, Values{1}, 95), std::invalid_argument);
}

TEST(KruskalWallis, IsSciPys) {
  for (const auto& known : kruskal_wallis_cases) {
    const KruskalWallis result = kruskal_wallis(known.samples);
    EXPECT_EQ(result.degrees, known.samples.size() - 1);
    EXPECT_NEAR(result.h / known.h, 1, 1e-9);
    EXPECT_NEAR(result.p_value / known.p_value, 1, 1e-9);
    EXPECT_NEAR(result.epsilon_squared, known.epsilon_squared, 1e-12);
  }
}

TEST(KruskalWallis, OfEqualValuesSeesNoDifference) {
  EXPECT_EQ(kruskal_wallis(std::vector<Values>{{1, 1}, {1}, {1, 1, 1}}).p_value, 1);
}

TEST(KruskalWallis, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(kruskal_wallis(std::vector<Values>{{1, 2}}), std::invalid_argument);
  EXPECT_THROW(kruskal_wallis(std::vector<Values>{{1, 2}, {}}), std::invalid_argument);
  EXPECT_THROW(kruskal_wallis(std::vector<Values>{{1, 2}, {std::nan("")}}), std::invalid_argument);
}

TEST(SignedRank, IsSciPys) {
  for (const auto& known : signed_rank_cases) {
    const SignedRank result = signed_rank(known.values);
    SCOPED_TRACE(testing::Message() << known.values.size() << " values");
    EXPECT_EQ(result.greater, known.greater);
    EXPECT_EQ(result.values, known.count);
    EXPECT_EQ(result.exact, known.exact);
    EXPECT_NEAR(result.p_value / known.p_value, 1, 1e-9);
  }
}

TEST(SignedRank, OfTwelveOnTheSameSideAllButOneAreEnough) {
  Values values(11, -0.1);
  EXPECT_DOUBLE_EQ(signed_rank(values).p_value, 2 / std::exp2(11));
  values.push_back(3);  // the largest rank
  EXPECT_LT(signed_rank(values).p_value, 0.05);
}

TEST(SignedRank, OfNothingButZerosSeesNoDifference) {
  EXPECT_EQ(signed_rank(Values(5, 0.0)).p_value, 1);
  EXPECT_THROW(signed_rank(Values{}), std::invalid_argument);
  EXPECT_THROW(signed_rank(Values{std::nan("")}), std::invalid_argument);
}

TEST(Holm, StepsDown) {
  // Times 4, 3, 2 and 1 by size, and never less than the one before.
  const auto adjusted = holm_adjusted(Values{0.03, 0.005, 0.04, 0.01});
  EXPECT_DOUBLE_EQ(adjusted[1], 0.02);
  EXPECT_DOUBLE_EQ(adjusted[3], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_EQ(holm_adjusted(Values{0.7, 0.8}), (Values{1, 1}));
  EXPECT_TRUE(holm_adjusted({}).empty());
  EXPECT_THROW(holm_adjusted(Values{0.1, 1.1}), std::invalid_argument);
  EXPECT_THROW(holm_adjusted(Values{std::nan("")}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
