#include "breakeven/costing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "statistics/random.hpp"
#include "statistics/simulated_cost.hpp"

namespace breakeven {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

CostingPoint point(double workers, double seconds, double noise, statistics::Random& random) {
  CostingPoint result{.workers = workers, .nodes = std::ceil(workers / 4), .launches = {}};
  for (int launch = 0; launch < 8; ++launch) {
    const double factor = std::exp(noise * random.normal());
    result.launches.push_back({seconds * factor, seconds * factor * 1.01, seconds * factor * 0.99});
  }
  return result;
}

/// Amdahl with a serial share of 5 %: efficiency is 1 / (1 + 0.05 (p - 1)), one half at p = 21.
double amdahl_seconds(double p) { return 720 * (0.05 + 0.95 / p); }

struct Study {
  CostingPoint base;
  std::vector<CostingPoint> points;
};

Study study(double noise, const std::vector<double>& workers = {2, 4, 8, 16, 32, 64}) {
  statistics::Random random(15);
  Study result{.base = point(1, amdahl_seconds(1), noise, random), .points = {}};
  for (const double p : workers) result.points.push_back(point(p, amdahl_seconds(p), noise, random));
  return result;
}

TEST(Costing, TellsWhatAProposalAsksFor) {
  const auto [base, points] = study(0.02);
  const auto rows = costing_rows(points, base);
  ASSERT_EQ(rows.size(), 6U);
  const CostingRow& row = rows[2];
  EXPECT_EQ(row.workers, 8);
  EXPECT_EQ(row.nodes, 2);
  EXPECT_NEAR(row.seconds.value, amdahl_seconds(8), 3);
  EXPECT_NEAR(row.node_hours.value, 2 * row.seconds.value / 3600, 1e-12);
  EXPECT_NEAR(row.node_hours.interval.value().high, 2 * row.seconds.interval.value().high / 3600, 1e-12);
  EXPECT_NEAR(row.speed_up.value, 1 / (0.05 + 0.95 / 8), 0.2);
  EXPECT_NEAR(row.efficiency.value, row.speed_up.value / 8, 1e-12);
  EXPECT_TRUE(simulated::holds(row.efficiency.interval.value(), 1 / (1 + 0.05 * 7)));
}

TEST(Costing, CountsEfficiencyFromTheWorkersOfTheBase) {
  const auto [base, points] = study(0);
  const auto rows = costing_rows(points, points[1]);  // 4 workers
  EXPECT_NEAR(rows[1].speed_up.value, 1, 1e-12);
  EXPECT_NEAR(rows[1].efficiency.value, 1, 1e-12);
  EXPECT_NEAR(rows[2].efficiency.value, amdahl_seconds(4) / amdahl_seconds(8) / 2, 1e-9);
}

TEST(Costing, HasNoIntervalsOfTooLittleData) {
  const CostingPoint base{.workers = 1, .nodes = 1, .launches = {{10}, {11}}};
  const auto rows = costing_rows(std::vector<CostingPoint>{{.workers = 2, .nodes = 1, .launches = {{5}, {6}}}}, base);
  EXPECT_FALSE(rows[0].seconds.interval);
  EXPECT_FALSE(rows[0].speed_up.interval);
}

SensibleWorkers sensible(const Study& study, double threshold) {
  return std::get<SensibleWorkers>(sensible_workers(study.points, study.base, threshold, {.resamples = 400}));
}

TEST(SensibleWorkers, AreThoseUpToWhichEfficiencyKeepsToAThreshold) {
  const SensibleWorkers result = sensible(study(0.02), 0.5);
  EXPECT_EQ(result.verdict, SensibleVerdict::up_to);
  EXPECT_NEAR(result.workers, 21, 2);
  EXPECT_TRUE(simulated::holds(result.interval, 21));
  EXPECT_EQ(result.range.low, 2);
  EXPECT_NEAR(result.range.high, 64, 1e-9);
}

TEST(SensibleWorkers, MayBeAllThatWereMeasured) {
  const SensibleWorkers result = sensible(study(0.02), 0.1);
  EXPECT_EQ(result.verdict, SensibleVerdict::all);
  EXPECT_NEAR(result.workers, 64, 1e-9);
  EXPECT_EQ(result.interval.low, unlimited);
}

TEST(SensibleWorkers, MayBeNone) { EXPECT_EQ(sensible(study(0.02, {16, 32, 64}), 0.9).verdict, SensibleVerdict::none); }

TEST(SensibleWorkers, AreUndecidedWhereTheLastNumberIsOnTheThreshold) {
  const double at_the_end = 1 / (1 + 0.05 * 63) * 0.97;
  EXPECT_EQ(sensible(study(0.1), at_the_end).verdict, SensibleVerdict::undecided);
}

TEST(SensibleWorkers, TheBaseItselfKeepsItsEfficiency) {
  const Study noisy = study(0.5, {1, 16});
  const SensibleWorkers result =
      std::get<SensibleWorkers>(sensible_workers(noisy.points, noisy.points.front(), 0.9, {.resamples = 400}));
  EXPECT_GE(result.interval.low, 1) << "whatever its times are, they are those that it is compared with";
}

TEST(SensibleWorkers, AreUndecidedWhereBothEndsAreOpen) {
  const SensibleWorkers result = sensible(study(2, {2, 4}), 0.9);
  EXPECT_EQ(result.interval.low, 0);
  EXPECT_EQ(result.interval.high, unlimited);
  EXPECT_EQ(result.verdict, SensibleVerdict::undecided);
}

TEST(SensibleWorkers, RefuseTooLittleWithAReason) {
  const auto [base, points] = study(0);
  const auto one = sensible_workers(std::vector<CostingPoint>{points[0]}, base);
  EXPECT_THAT(std::get<Refusal>(one).reason, testing::EndsWith("there are 1"));
  const std::vector<CostingPoint> few{{.workers = 2, .nodes = 1, .launches = {{1}, {2}}},
                                      {.workers = 4, .nodes = 1, .launches = {{1}, {2}}}};
  EXPECT_THAT(std::get<Refusal>(sensible_workers(few, base)).reason, testing::HasSubstr("3 launches"));
}

TEST(SensibleWorkers, ThrowForWhatMakesNoSense) {
  auto [base, points] = study(0);
  EXPECT_THROW(sensible_workers(points, base, 0), std::invalid_argument);
  EXPECT_THROW(sensible_workers(points, base, 1.5), std::invalid_argument);
  points[1].workers = points[0].workers;
  EXPECT_THROW(sensible_workers(points, base), std::invalid_argument);
  points[1].workers = 0;
  EXPECT_THROW(costing_rows(points, base), std::invalid_argument);
  points[1].workers = 4;
  points[1].nodes = -1;
  EXPECT_THROW(costing_rows(points, base), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
