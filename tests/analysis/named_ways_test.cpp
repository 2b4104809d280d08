// Points whose parameter "way" differs do the same job.
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/answers.hpp"
#include "analysis/break_evens.hpp"
#include "analysis/costed_study.hpp"
#include "analysis/judged_crews.hpp"

namespace breakeven::analysis {
namespace {

plan::Point command_point(const std::string& way, int workers, std::uint64_t n) {
  plan::Point point = test::example_point(CrewKind::command, workers, n, "Python");
  point.workload = "command";
  point.parameters.push_back({"way", way});
  return point;
}

/// A loop of 2 ns for each of n; processes that share it and take 10 ms to start; threads that share nothing.
study::StudyContent python_study() {
  study::StudyContent study;
  const std::vector<std::uint64_t> sizes{1'000'000, 3'000'000, 10'000'000, 30'000'000, 100'000'000};
  for (const std::uint64_t n : sizes) {
    const double work = 2e-9 * static_cast<double>(n);
    test::add_costed(study, command_point("loop", 1, n), {.start = 1e-3, .work = work});
    test::add_costed(study, command_point("threads", 2, n), {.start = 2e-3, .work = work});
    test::add_costed(study, command_point("fork", 2, n), {.start = 11e-3, .work = work / 2});
    test::add_costed(study, command_point("fork", 4, n), {.start = 21e-3, .work = work / 4});
  }
  return study;
}

TEST(NamedWays, AreCurvesOfOneGroupInThePlansOrder) {
  const auto study = python_study();
  const auto groups = groups_of(summarise_study(study));
  ASSERT_EQ(groups.size(), 1U);
  ASSERT_EQ(groups[0].curves.size(), 3U);
  EXPECT_EQ(groups[0].parameters, "seed=7") << "a way is no part of the job";
  EXPECT_EQ(groups[0].curves[0].way.name, "loop");
  EXPECT_EQ(groups[0].curves[1].way.name, "threads");
  EXPECT_EQ(groups[0].curves[2].way.name, "fork");
  EXPECT_EQ(serial_curve(groups[0]), groups[0].curves.data());
}

TEST(NamedWays, TheFirstIsTheBase) {
  const auto study = python_study();
  const StudySummary summary = summarise_study(study);
  for (const SummaryRow& row : summary.rows) {
    EXPECT_EQ(row.base, Base::first_way);
    EXPECT_EQ(way_name(summary.rows[row.base_row].measured.point), "loop");
    EXPECT_EQ(summary.rows[row.base_row].measured.point.problem_size, row.measured.point.problem_size);
  }
}

TEST(NamedWays, TheFastestIsFoundAmongAll) {
  const auto study = python_study();
  const StudyAnswers answers = answer(study);
  const auto& fastest = answers.groups.at(0).fastest;
  ASSERT_EQ(fastest.size(), 5U);
  EXPECT_EQ(way_name(answers.summary.rows[fastest.front().row].measured.point), "loop");
  EXPECT_EQ(way_name(answers.summary.rows[fastest.back().row].measured.point), "fork");
}

TEST(NamedWays, BreakEvenPointsAreAgainstTheFirst) {
  const auto study = python_study();
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
  test::add_costed(study, command_point("fork", 2, 1000), {.start = 1e-3, .work = 1e-3});
  test::add_costed(study, command_point("spawn", 2, 1000), {.start = 2e-3, .work = 1e-3});
  const StudySummary summary = summarise_study(study);
  EXPECT_EQ(summary.rows[1].base, Base::none);
  EXPECT_EQ(serial_curve(groups_of(summary).at(0)), nullptr);
}

}  // namespace
}  // namespace breakeven::analysis
