#include "measure/accounting.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace breakeven::measure {
namespace {

using namespace std::chrono_literals;

TimePoint at(Duration since_zero) { return TimePoint(since_zero); }

WorkerReport worker(int rank, const char* host, Duration begin, Duration work, Duration talk) {
  WorkerReport report;
  report.worker = rank;
  report.host = host;
  report.job_begin = at(begin);
  report.job_end = at(begin + work + talk);
  report.phases[Phase::work] = work;
  report.phases[Phase::talk] = talk;
  return report;
}

/// A trial of 1000 ns: crew started in 200, input staged in 50, call at 260 returns at 760, output 70, stop 100.
DriverStamps stamps() { return {at(0ns), at(1000ns), 200ns, 50ns, 70ns, 100ns}; }

JobOutcome outcome(std::vector<WorkerReport> workers) { return {{}, std::move(workers), at(260ns), at(760ns)}; }

TEST(Accounting, EveryNanosecondOfACriticalWorkerIsInOnePhase) {
  Trial trial;
  account(trial, stamps(), outcome({worker(0, "here", 300ns, 350ns, 50ns), worker(1, "here", 290ns, 330ns, 10ns)}),
          "here");
  EXPECT_EQ(trial.critical_worker, 0);
  EXPECT_EQ(trial.phases[Phase::start], 200ns);
  EXPECT_EQ(trial.phases[Phase::send], 50ns + 40ns);
  EXPECT_EQ(trial.phases[Phase::work], 350ns);
  EXPECT_EQ(trial.phases[Phase::talk], 50ns);
  EXPECT_EQ(trial.phases[Phase::collect], 60ns + 70ns);
  EXPECT_EQ(trial.phases[Phase::stop], 100ns);
  EXPECT_EQ(trial.wall, 1000ns);
  EXPECT_EQ(trial.other, 1000ns - 200ns - 50ns - 500ns - 70ns - 100ns);
  EXPECT_EQ(trial.phases.sum() + trial.other, trial.wall);
}

TEST(Accounting, EachWorkerSeesTheWholeTrial) {
  Trial trial;
  account(trial, stamps(), outcome({worker(0, "here", 300ns, 350ns, 50ns), worker(1, "here", 290ns, 330ns, 10ns)}),
          "here");
  ASSERT_EQ(trial.workers_detail.size(), 2U);
  for (const WorkerTrial& detail : trial.workers_detail) EXPECT_EQ(detail.phases.sum() + trial.other, trial.wall);
  EXPECT_EQ(trial.workers_detail[1].phases[Phase::send], 50ns + 30ns);
  EXPECT_EQ(trial.workers_detail[1].phases[Phase::collect], 130ns + 70ns);
}

TEST(Accounting, TheCriticalWorkerEndsLastEvenIfItWorksLess) {
  Trial trial;
  account(trial, stamps(), outcome({worker(0, "here", 260ns, 400ns, 0ns), worker(1, "here", 500ns, 200ns, 0ns)}),
          "here");
  EXPECT_EQ(trial.critical_worker, 1);
}

TEST(Accounting, StampsOfAnotherHostAreNeverSubtractedFromOurs) {
  Trial trial;
  // The other host booted long ago: its clock reads a billion.
  account(trial, stamps(),
          outcome({worker(0, "here", 300ns, 100ns, 0ns), worker(1, "there", 1'000'000'000ns, 410ns, 20ns)}), "here");
  EXPECT_EQ(trial.critical_worker, 1);
  const PhaseTimes& far = trial.workers_detail[1].phases;
  EXPECT_EQ(far[Phase::send], 50ns + 40ns) << "the root's";
  EXPECT_EQ(far[Phase::collect], 500ns - 40ns - 430ns + 70ns);
  EXPECT_EQ(trial.phases.sum() + trial.other, trial.wall);
}

TEST(Accounting, AFarWorkerThatOutlastsTheCallLeavesNoNegativeSend) {
  Trial trial;
  account(trial, stamps(), outcome({worker(0, "here", 300ns, 100ns, 0ns), worker(1, "there", 5ns, 495ns, 0ns)}),
          "here");
  const PhaseTimes& far = trial.workers_detail[1].phases;
  EXPECT_EQ(far[Phase::send], 50ns + 5ns);
  EXPECT_EQ(far[Phase::collect], 70ns);
}

TEST(Accounting, WhatCannotBeToldApartIsOther) {
  Trial trial;
  account(trial, stamps(), outcome({worker(0, "there", 77ns, 400ns, 0ns)}), "here");
  EXPECT_EQ(trial.phases[Phase::send], 50ns);
  EXPECT_EQ(trial.phases[Phase::collect], 70ns);
  EXPECT_EQ(trial.other, 1000ns - 200ns - 50ns - 400ns - 70ns - 100ns);
}

TEST(Accounting, AFailureKeepsWhatTheDriverKnows) {
  Trial trial;
  DriverStamps failed = stamps();
  failed.stop = 0ns;
  account_failure(trial, failed);
  EXPECT_EQ(trial.phases[Phase::start], 200ns);
  EXPECT_EQ(trial.phases.sum() + trial.other, 1000ns);
}

}  // namespace
}  // namespace breakeven::measure
