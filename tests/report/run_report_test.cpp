#include "report/run_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/example_trials.hpp"

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;
using test::example_trial;
using ::testing::HasSubstr;
using ::testing::Not;

int widest_line(const std::string& text) {
  int widest = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) widest = std::max(widest, display_width(line));
  return widest;
}

/// The line that begins with `label` in the table of the given number.
std::string row(const std::string& text, const std::string& label, int table) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(label) && table-- == 0) return line;
  }
  return {};
}

TEST(RunReport, OneRowPerCrewWithItsPhasesAndItsEffect) {
  const std::vector<Trial> trials{example_trial(CrewKind::mpi, 4, 100ms, 250ms),
                                  example_trial(CrewKind::threads, 4, 40us, 250ms),
                                  example_trial(CrewKind::serial, 1, 0ns, 1s)};
  const std::string text = render_run(trials, Appearance{});
  EXPECT_THAT(row(text, "4 ranks", 0),
              HasSubstr("100 ms  10.0 us  250 ms  20.0 us      0  5.00 us  10.0 ms  1.00 us  |  360 ms"));
  EXPECT_THAT(row(text, "4 threads", 1), HasSubstr("250 ms     4.00x       100 %             0 %  |    1.00 s"));
  EXPECT_THAT(row(text, "serial", 1), HasSubstr("1.00x       100 %               -  |"));
}

TEST(RunReport, FitsTheTerminal) {
  std::vector<Trial> trials{example_trial(CrewKind::hybrid, 4, 2222222us, 55555555us),
                            example_trial(CrewKind::forkserver, 4, 9999us, 250ms)};
  trials[0].workers = trials[1].workers = 131'072;
  trials[0].threads_per_rank = 128;
  trials[0].oversubscribed = trials[1].oversubscribed = true;
  for (auto phase : {Phase::send, Phase::talk, Phase::check, Phase::collect}) trials[0].phases[phase] = 123456us;
  EXPECT_LE(widest_line(render_run(trials, Appearance{})), 110);
}

TEST(RunReport, ProcessesThatShareNoMemoryAreToldApart) {
  std::vector<Trial> trials{example_trial(CrewKind::fork, 4, 40us, 250ms),
                            example_trial(CrewKind::fork, 4, 40us, 250ms)};
  trials[1].share = Share::pipe;
  const std::string text = render_run(trials, Appearance{});
  EXPECT_THAT(text, ::testing::AllOf(HasSubstr("4 forked  "), HasSubstr("4 forked, pipe  ")));
}

TEST(RunReport, OversubscribedRowsAreMarkedAndExplained) {
  std::vector<Trial> trials{example_trial(CrewKind::threads, 8, 40us, 250ms),
                            example_trial(CrewKind::serial, 1, 0ns, 1s)};
  EXPECT_THAT(render_run(trials, Appearance{}), Not(HasSubstr("*")));
  trials[0].oversubscribed = true;
  const std::string text = render_run(trials, Appearance{});
  EXPECT_THAT(text, HasSubstr("8 threads *"));
  EXPECT_THAT(text, HasSubstr("* more workers than processors"));
}

TEST(RunReport, WithoutASerialTrialThereIsNoSpeedUp) {
  const std::string text = render_run({example_trial(CrewKind::threads, 2, 40us, 250ms)}, Appearance{});
  EXPECT_THAT(row(text, "2 threads", 1), HasSubstr("250 ms         -           -"));
  EXPECT_THAT(text, Not(HasSubstr("against serial")));
}

TEST(RunReport, TheSlowestWorkerIsComparedWithTheMedianOne) {
  Trial trial = example_trial(CrewKind::threads, 3, 40us, 100ms);
  trial.workers_detail[2].phases[Phase::work] = 125ms;
  EXPECT_THAT(render_run({trial}, Appearance{}), HasSubstr("+25 %"));
}

TEST(RunReport, FailedTrialsHaveNoRow) {
  Trial failed = example_trial(CrewKind::threads, 3, 40us, 100ms);
  failed.status = TrialStatus::failed;
  EXPECT_EQ(render_run({failed}, Appearance{}), "");
  EXPECT_THAT(render_run({failed, example_trial(CrewKind::serial, 1, 0ns, 1s)}, Appearance{}),
              Not(HasSubstr("3 threads")));
}

}  // namespace
}  // namespace breakeven::report
