#include "breakeven/linear_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "statistics/line.hpp"
#include "statistics/random.hpp"

namespace breakeven {
namespace {

/// Five levels of three observations; the last one is far off. Weights are for errors that grow with y.
std::vector<LinePoint> example_line() {
  const std::vector<double> x{1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8, 16, 16, 16};
  const std::vector<double> y{6.1, 6.4, 5.9, 7.3, 7.9, 7.2, 9.6, 10.2, 9.9, 14.1, 15.2, 14.8, 24.9, 23.8, 60.0};
  std::vector<LinePoint> points;
  for (std::size_t i = 0; i < x.size(); ++i) points.push_back({x[i], y[i], 1 / std::pow(5 + 1.2 * x[i], 2)});
  return points;
}

LineFit fitted(const std::vector<LinePoint>& points, LineMethod method, int resamples = 500) {
  return std::get<LineFit>(fit_line(points, method, {.resamples = resamples}));
}

TEST(LinearFit, ByWeightedLeastSquaresIsNumPys) {
  // b, a = numpy.polyfit(x, y, 1, w=1 / (5 + 1.2 * x))
  const LineFit fit = fitted(example_line(), LineMethod::least_squares);
  EXPECT_NEAR(fit.intercept.value, 3.91667374722044, 1e-12);
  EXPECT_NEAR(fit.slope.value, 1.7189263520368545, 1e-12);
  EXPECT_EQ(fit.levels, 5U);
  ASSERT_EQ(fit.residuals.size(), 15U);
  EXPECT_NEAR(fit.residuals[0], 6.1 - 3.91667374722044 - 1.7189263520368545, 1e-12);
}

TEST(LinearFit, ByTheilAndSenIsNumPysWithoutTheFarPoint) {
  // Medians of levels; slopes of all pairs sorted, the one at half of cumsum(distance / hypot(1 / sqrt(w), ...)), where
  // w are the weights of levels; y - slope * x sorted, the one at half of cumsum(sqrt(w)).
  const LineFit fit = fitted(example_line(), LineMethod::theil_sen);
  EXPECT_NEAR(fit.intercept.value, 4.846666666666667, 1e-12);
  EXPECT_NEAR(fit.slope.value, 1.2533333333333332, 1e-12);
  EXPECT_LT(fit.typical_residual, 0.5);
  EXPECT_NEAR(fit.residuals.back(), 60 - 24.9, 0.2);
}

TEST(LinearFit, KnowsLeverageAsTheHatMatrixDoes) {
  // H = X inv(X' W X) X' W, by NumPy
  std::vector<double> x;
  std::vector<double> weights;
  for (const LinePoint& point : example_line()) {
    x.push_back(point.x);
    weights.push_back(point.weight);
  }
  const statistics::LineDesign design(x, weights);
  EXPECT_NEAR(design.leverage(0), 0.19254336175278852, 1e-12);
  EXPECT_NEAR(design.leverage(14), 0.19551610797176355, 1e-12);
}

TEST(LinearFit, OfAnExactLineIsExactFarFromZero) {
  std::vector<LinePoint> points;
  for (int i = 0; i < 5; ++i) points.push_back({1e9 + i, 3 + 0.25 * i, 1});
  for (const LineMethod method : {LineMethod::least_squares, LineMethod::theil_sen}) {
    const LineFit fit = fitted(points, method);
    EXPECT_NEAR(fit.slope.value, 0.25, 1e-9);
    EXPECT_NEAR(fit.slope.interval.high - fit.slope.interval.low, 0, 1e-6);
    EXPECT_NEAR(fit.at(1e9 + 2), 3.5, 1e-6);
  }
}

TEST(LinearFit, SaysWhereItExtrapolates) {
  const LineFit fit = fitted(example_line(), LineMethod::theil_sen);
  EXPECT_FALSE(fit.extrapolates(1));
  EXPECT_FALSE(fit.extrapolates(16));
  EXPECT_TRUE(fit.extrapolates(0));
  EXPECT_TRUE(fit.extrapolates(17));
}

TEST(LinearFit, RefusesTooFewLevelsWithAReason) {
  const std::vector<LinePoint> two{{1, 2}, {1, 3}, {5, 4}, {5, 6}, {5, 7}};
  EXPECT_THAT(std::get<Refusal>(fit_line(two)).reason, testing::HasSubstr("3 different levels at least"));
  EXPECT_THAT(std::get<Refusal>(fit_line(two)).reason, testing::EndsWith("there are 2"));
  EXPECT_THAT(std::get<Refusal>(fit_line({})).reason, testing::EndsWith("there are 0"));
}

TEST(LinearFit, ThrowsForWhatIsNoPoint) {
  auto points = example_line();
  points[3].y = std::nan("");
  EXPECT_THROW(fit_line(points), std::invalid_argument);
  points[3] = {std::numeric_limits<double>::infinity(), 1, 1};
  EXPECT_THROW(fit_line(points), std::invalid_argument);
  points[3] = {1, 1, 0};
  EXPECT_THROW(fit_line(points), std::invalid_argument);
  EXPECT_THROW(fit_line(example_line(), LineMethod::theil_sen, {.confidence = 1}), std::invalid_argument);
}

TEST(LinearFit, IsTheSameForTheSameSeed) {
  const LineFit one = fitted(example_line(), LineMethod::theil_sen);
  const LineFit two = fitted(example_line(), LineMethod::theil_sen);
  EXPECT_EQ(one.slope.interval.low, two.slope.interval.low);
  EXPECT_EQ(one.intercept.interval.high, two.intercept.interval.high);
}

struct LineDesign {
  std::string name;
  LineMethod method;
  std::vector<double> levels;
  int repetitions;
};

class LineCoverage : public testing::TestWithParam<LineDesign> {};

// Starting p workers: 5 ms and 1.2 ms each, with a skewed tail of 8 %, the median of the noise being 1.
INSTANTIATE_TEST_SUITE_P(
    Statistics, LineCoverage,
    testing::Values(LineDesign{"repeated_least_squares", LineMethod::least_squares, {1, 2, 4, 8, 16}, 10},
                    LineDesign{"repeated_theil_sen", LineMethod::theil_sen, {1, 2, 4, 8, 16}, 10},
                    LineDesign{"few_repetitions", LineMethod::least_squares, {1, 2, 4, 8}, 3},
                    LineDesign{"single_least_squares", LineMethod::least_squares, {1, 2, 3, 5, 8, 12}, 1},
                    LineDesign{"single_theil_sen", LineMethod::theil_sen, {1, 2, 3, 5, 8, 12}, 1}),
    [](const auto& instance) { return instance.param.name; });

TEST_P(LineCoverage, IsAsPromised) {
  const LineDesign& design = GetParam();
  constexpr int experiments = 300;
  statistics::Random random(21);
  int intercepts = 0;
  int slopes = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    std::vector<LinePoint> points;
    for (const double x : design.levels) {
      const double y = 5 + 1.2 * x;
      for (int i = 0; i < design.repetitions; ++i) points.push_back({x, y * (1 + 0.08 * random.normal()), 1 / (y * y)});
    }
    const LineFit fit = fitted(points, design.method, 300);
    intercepts += fit.intercept.interval.low <= 5 && 5 <= fit.intercept.interval.high ? 1 : 0;
    slopes += fit.slope.interval.low <= 1.2 && 1.2 <= fit.slope.interval.high ? 1 : 0;
  }
  RecordProperty("intercepts", intercepts);
  RecordProperty("slopes", slopes);
  EXPECT_GE(intercepts, experiments * 90 / 100);
  EXPECT_GE(slopes, experiments * 90 / 100);
}

}  // namespace
}  // namespace breakeven
