#include "report/study_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "analysis/example_study.hpp"

namespace breakeven::report {
namespace {

using test::add_measured;
using test::example_point;
using test::example_study;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using namespace std::chrono_literals;

std::string rendered(const study::StudyContent& study) { return render_study(study, Appearance{}); }

/// The line that contains `text`.
std::string line_with(const std::string& text, const std::string& all) {
  const std::size_t place = all.find(text);
  if (place == std::string::npos) return "";
  const std::size_t begin = all.rfind('\n', place) + 1;
  return all.substr(begin, all.find('\n', place) - begin);
}

TEST(StudyTable, ARowForEachPoint) {
  const std::string text = rendered(example_study());
  EXPECT_THAT(text, HasSubstr("Strong: pi seed=7\n"));
  EXPECT_THAT(
      line_with("3 threads", text),
      MatchesRegex("3 threads +1e3 +2\\.50 s +2\\.48 s - 2\\.52 s +250 ms +2\\.00 s +250 ms +\\| +3\\.20x +107 % +"
                   "\\| +7 +7 +<- fastest"));
  EXPECT_THAT(line_with("serial", text), HasSubstr("1.00x"));
  EXPECT_THAT(text, HasSubstr("Speed-up is in total time against serial with the same parameters and n.\n"));
  EXPECT_THAT(text, HasSubstr("2 threads (twin)"));
}

TEST(StudyTable, OverheadAndNoiseFloorStandApart) {
  const std::string text = rendered(example_study());
  const std::size_t overhead = text.find("The program's own overhead");
  ASSERT_NE(overhead, std::string::npos);
  EXPECT_THAT(text.substr(overhead), HasSubstr("1.00 ms"));
  EXPECT_THAT(text.substr(overhead), Not(HasSubstr("Speed-up")));
  EXPECT_THAT(text, HasSubstr("two measurements of the same point (2 threads, n 1e3) differ by 2.5 %."));
}

TEST(StudyTable, EveryPlannedPointIsTold) {
  auto study = example_study();
  study.trials[7].status = TrialStatus::failed;
  study.trials[7].message = "worker 1 was killed";
  study.trials[14].oversubscribed = true;
  study.points.push_back(example_point(CrewKind::threads, 64, 1000));
  study.points.back().skipped = "more workers than the 2 processors";
  study.points.push_back(example_point(CrewKind::fork, 2, 1000));
  const std::string text = rendered(study);
  EXPECT_THAT(line_with("2 threads ", text), HasSubstr("7       6  1 failed"));
  EXPECT_THAT(text, HasSubstr("Failed: 2 threads: worker 1 was killed\n"));
  EXPECT_THAT(line_with("64 threads ", text), HasSubstr("skipped"));
  EXPECT_THAT(text, HasSubstr("Skipped: 64 threads: more workers than the 2 processors\n"));
  EXPECT_THAT(line_with("2 forked", text), HasSubstr("not run yet"));
  EXPECT_THAT(text, HasSubstr("3 threads *"));
  EXPECT_THAT(text, HasSubstr("* more workers than processors they may use\n"));
}

TEST(StudyTable, WhatVariesHasAColumn) {
  study::StudyContent study;
  for (const char* sampler : {"eager", "lazy"}) {
    plan::Point point = example_point(CrewKind::mpi, 4, 1000);
    point.parameters.push_back({"sampler", sampler});
    point.nodes = 2;
    add_measured(study, point, 2s, 3);
  }
  study.trials[0].status = TrialStatus::failed;
  study.trials[0].message = "why";
  const std::string text = rendered(study);
  EXPECT_THAT(text, HasSubstr("Strong: pi seed=7\n"));
  EXPECT_THAT(text, HasSubstr("sampler"));
  EXPECT_THAT(line_with("eager", text), HasSubstr("4 ranks on 2 nodes"));
  EXPECT_THAT(text, HasSubstr("Failed: 4 ranks on 2 nodes, sampler=eager: why\n"));
  EXPECT_THAT(text, HasSubstr("No speed-up: no serial or one-worker point did the same work.\n"));
}

/// The first cell of each row of the first table; "-" for a rule between them.
std::string order_of(const std::string& all) {
  std::string order;
  std::istringstream lines(all.substr(all.find("\n---") + 1));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line.find_first_of("|+") != std::string::npos) {
    order += (line[0] == '-' ? "-" : line.substr(0, line.find("  "))) + ",";
  }
  return order;
}

TEST(StudyTable, PointsOfOneJobStandTogether) {
  study::StudyContent study;
  for (const int workers : {1, 2}) {
    for (const std::uint64_t n : {1000U, 200U}) {
      add_measured(study, example_point(CrewKind::threads, workers, n), 2s, 1);
      if (workers == 1) add_measured(study, example_point(CrewKind::serial, 1, n), 2s, 1);
    }
  }
  EXPECT_EQ(order_of(rendered(study)), "serial,1 thread,2 threads,-,serial,1 thread,2 threads,");
}

TEST(StudyTable, KindsStandTogetherWhereWorkGrowsWithTheWorkers) {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::serial, 1, 1000), 2s, 1);
  for (const int workers : {2, 4}) {
    const auto n = static_cast<std::uint64_t>(1000 * workers);
    add_measured(study, example_point(CrewKind::threads, workers, n), 2s, 1);
    add_measured(study, example_point(CrewKind::mpi, workers, n), 2s, 1);
  }
  EXPECT_EQ(order_of(rendered(study)), "serial,-,2 threads,4 threads,-,2 ranks,4 ranks,");
}

TEST(StudyTable, PhasesTooShortForTheClockAreFlagged) {
  auto study = example_study();
  for (Trial& trial : study.trials) trial.phases[Phase::talk] = 400ns;  // 16 readings of 25 ns
  const std::string text = rendered(study);
  EXPECT_THAT(line_with("3 threads", text), HasSubstr("400 ns ^"));
  EXPECT_THAT(text, HasSubstr("^ shorter than 20 readings of the clock\n"));
  EXPECT_THAT(rendered(example_study()), Not(HasSubstr("^")));
}

TEST(StudyTable, ManyPointsShareOneReason) {
  study::StudyContent study;
  for (int workers = 2; workers < 12; ++workers) {
    study.points.push_back(example_point(CrewKind::fork, workers, 1000));
    study.points.back().skipped = "why";
  }
  EXPECT_THAT(rendered(study),
              HasSubstr("Skipped: 2 forked, 3 forked, 4 forked, 5 forked, 6 forked, 7 forked and 4 more: why\n"));
}

TEST(StudyTable, NothingSteersTheTerminal) {
  const std::string text = rendered(test::hostile_study());
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
  EXPECT_THAT(line_with("2 ranks", text), HasSubstr("1 failed")) << "a newline in a parameter broke a row";
}

TEST(StudyTable, NumbersThatMakeNoSenseAreShownAsTheyAre) {
  study::StudyContent record;
  for (const CrewKind kind : {CrewKind::serial, CrewKind::hybrid, CrewKind::command}) {
    for (const int workers : {-1, 0, 1}) {
      Trial trial;
      trial.workload = "pi";
      trial.problem_size = 1000;
      trial.kind = kind;
      trial.workers = workers;
      trial.threads_per_rank = trial.nodes = 0;
      trial.wall = Duration(workers);
      record.trials.push_back(trial);
    }
  }
  EXPECT_THAT(rendered(record), HasSubstr("0 x 0 hybrid"));
}

TEST(StudyTable, NothingAtAll) { EXPECT_EQ(rendered({}), "There are no points and no trials.\n"); }

}  // namespace
}  // namespace breakeven::report
