#include "statistics/relative_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace breakeven::statistics {
namespace {

using Workers = WorkersFactor;
using enum SizeFactor;

/// The forms that cost_reference.py knows.
CostShape shape_named(const std::string& name) {
  const std::map<std::string, CostShape> shapes{
      {"divided", {.bases = {{size, Workers::share}, {size, Workers::contention}}}},
      {"processors", {.bases = {{one, Workers::share}, {size_log_size, Workers::share}}, .processors = 4}},
      {"power", {.bases = {{size_power, Workers::share}}}},
      {"talk", {.bases = {{one, Workers::one}, {one, Workers::log_workers}, {size, Workers::share}}}},
  };
  return shapes.at(name);
}

/// A form with points, and what SciPy makes of them.
struct Reference {
  std::string name;
  CostPoints points;
  std::vector<double> seconds;
  std::vector<double> parameters;
  double aicc = 0;
};

std::vector<Reference> references() {
  std::ifstream file(COST_REFERENCE_FILE);
  std::vector<Reference> all;
  std::string word;
  std::size_t points = 0;
  std::size_t parameters = 0;
  Reference reference;
  while (file >> word >> reference.name >> points >> parameters) {
    reference = {.name = reference.name, .points = {}, .seconds = {}, .parameters = {}};
    for (std::size_t i = 0; i < points; ++i) {
      double values[4]{};
      for (double& value : values) file >> value;
      reference.points.workers.push_back(values[0]);
      reference.points.sizes.push_back(values[1]);
      reference.seconds.push_back(values[2]);
      reference.points.slack.push_back(values[3]);
    }
    reference.parameters.resize(parameters);
    for (double& value : reference.parameters) file >> value;
    file >> reference.aicc;
    all.push_back(reference);
  }
  return all;
}

TEST(RelativeFit, IsSciPys) {
  const auto all = references();
  ASSERT_EQ(all.size(), 4U);
  for (const Reference& reference : all) {
    const auto fit = RelativeFit::of(shape_named(reference.name), reference.points, reference.seconds);
    ASSERT_TRUE(fit) << reference.name;
    ASSERT_EQ(fit->parameters().size(), reference.parameters.size());
    for (std::size_t i = 0; i < reference.parameters.size(); ++i) {
      EXPECT_NEAR(fit->parameters()[i] / reference.parameters[i], 1, 1e-5) << reference.name << ' ' << i;
    }
    EXPECT_NEAR(fit->aicc(), reference.aicc, 1e-5) << reference.name;
  }
}

TEST(RelativeFit, MovesAsAFitToOtherSecondsWould) {
  for (const Reference& reference : references()) {
    const CostShape shape = shape_named(reference.name);
    const auto fit = RelativeFit::of(shape, reference.points, reference.seconds);
    auto seconds = reference.seconds;
    for (std::size_t i = 0; i < seconds.size(); ++i) seconds[i] *= i % 3 == 0 ? 1.02 : 0.99;
    const auto again = RelativeFit::of(shape, reference.points, seconds);
    const auto moved = fit.value().moved_to(seconds);
    for (std::size_t i = 0; i < moved.size(); ++i) {
      EXPECT_NEAR(moved[i] / again.value().parameters()[i], 1, 0.01) << reference.name << ' ' << i;
    }
  }
}

TEST(RelativeFit, IsNoneWhereAParameterWouldBeNegativeOrCannotBeTold) {
  CostPoints points;
  std::vector<double> falling;
  for (const double p : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}) {
    points.workers.push_back(p);
    points.sizes.push_back(1000);
    points.slack.push_back(0);
    falling.push_back(10 - p);
  }
  EXPECT_FALSE(RelativeFit::of({.bases = {{one, Workers::one}, {one, Workers::workers}}}, points, falling));
  EXPECT_FALSE(RelativeFit::of({.bases = {{one, Workers::one}, {size, Workers::one}}}, points, falling));
  EXPECT_TRUE(RelativeFit::of({.bases = {{one, Workers::one}}}, points, falling));
  points.workers.resize(3);
  EXPECT_FALSE(RelativeFit::of({.bases = {{one, Workers::one}}}, points, falling));
}

TEST(RelativeFit, ChoosesTheSimplerOfTwoThatFitAlike) {
  const Reference reference = references().at(0);
  const CostShape simple = shape_named(reference.name);
  CostShape richer = simple;
  richer.bases.push_back({one, Workers::one});
  const std::vector<CostShape> shapes{richer, simple};
  const auto chosen = choose_shape(shapes, reference.points, reference.seconds);
  EXPECT_EQ(chosen.value().shape().formula(), simple.formula());
}

TEST(RelativeFit, OfTooFewPointsHasNoCriterion) {
  EXPECT_TRUE(std::isinf(corrected_criterion(1, 4, 2)));
  EXPECT_TRUE(std::isfinite(corrected_criterion(1, 5, 2)));
}

}  // namespace
}  // namespace breakeven::statistics
