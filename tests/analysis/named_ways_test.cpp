// Points whose parameter "way" differs do the same job.
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/answers.hpp"
#include "analysis/break_evens.hpp"
#include "analysis/costed_study.hpp"
#include "analysis/judged_crews.hpp"

namespace breakeven::analysis {
namespace {

TEST(NamedWays, AreCurvesOfOneGroupInThePlansOrder) {
  const auto study = test::named_ways_study();
  const auto groups = groups_of(summarise_study(study));
  ASSERT_EQ(groups.size(), 1U);
  ASSERT_EQ(groups[0].curves.size(), 4U);
  EXPECT_EQ(groups[0].parameters, "seed=7") << "a way is no part of the job";
  EXPECT_EQ(groups[0].curves[0].way.name, "loop");
  EXPECT_EQ(groups[0].curves[1].way.name, "threads");
  EXPECT_EQ(groups[0].curves[2].way.name, "fork");
  EXPECT_EQ(serial_curve(groups[0]), groups[0].curves.data());
}

TEST(NamedWays, TheFirstIsTheBase) {
  const auto study = test::named_ways_study();
  const StudySummary summary = summarise_study(study);
  for (const SummaryRow& row : summary.rows) {
    EXPECT_EQ(row.base, Base::first_way);
    EXPECT_EQ(way_name(summary.rows[row.base_row].measured.point), "loop");
    EXPECT_EQ(summary.rows[row.base_row].measured.point.problem_size, row.measured.point.problem_size);
  }
}

TEST(NamedWays, TheFastestIsFoundAmongAll) {
  const auto study = test::named_ways_study();
  const StudyAnswers answers = answer(study);
  const auto& fastest = answers.groups.at(0).fastest;
  ASSERT_EQ(fastest.size(), 5U);
  EXPECT_EQ(way_name(answers.summary.rows[fastest.front().row].measured.point), "loop");
  EXPECT_EQ(way_name(answers.summary.rows[fastest.back().row].measured.point), "fork");
}

TEST(NamedWays, BreakEvenPointsAreAgainstTheFirst) {
  const auto study = test::named_ways_study();
  const StudySummary summary = summarise_study(study);
  const Group group = groups_of(summary).at(0);
  const auto crews = judged_crews(group, summary);
  EXPECT_TRUE(std::ranges::none_of(crews, [](const JudgedCrew& each) { return each.crew.curve == 0; }));
  const auto points = break_evens(group, summary, crews, {});
  const auto two_forked = std::ranges::find_if(points, [](const CrewBreakEven& point) {
    return point.crew.curve == 2 && point.crew.workers == 2 && point.rival.curve == 0;
  });
  ASSERT_NE(two_forked, points.end());
  const auto& found = std::get<BreakEven>(two_forked->measured);
  EXPECT_EQ(found.verdict, BreakEvenVerdict::from);
  EXPECT_NEAR(found.size, 10e-3 / 1e-9, 0.05 * 10e6) << "10 ms more to start, 1 ns less for each of n";
}

TEST(NamedWays, WithoutTheFirstThereIsNoBase) {
  study::StudyContent study;
  test::add_costed(study, test::way_point("fork", 2, 1000), {.start = 1e-3, .work = 1e-3});
  test::add_costed(study, test::way_point("spawn", 2, 1000), {.start = 2e-3, .work = 1e-3});
  const StudySummary summary = summarise_study(study);
  EXPECT_EQ(summary.rows[1].base, Base::none);
  EXPECT_EQ(serial_curve(groups_of(summary).at(0)), nullptr);
}

}  // namespace
}  // namespace breakeven::analysis
