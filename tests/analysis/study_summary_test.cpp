#include "analysis/study_summary.hpp"

#include <gtest/gtest.h>

#include "analysis/example_study.hpp"

namespace breakeven::analysis {
namespace {

using test::add_measured;
using test::example_point;
using test::example_study;
using namespace std::chrono_literals;

TEST(StudySummary, RatiosOfMediansAgainstTheSerialPoint) {
  const StudySummary summary = summarise_study(example_study());
  ASSERT_EQ(summary.rows.size(), 5U);
  const SummaryRow& three = summary.rows[2];
  EXPECT_DOUBLE_EQ(three.times.total.median, 2.5);
  EXPECT_DOUBLE_EQ(three.times.median_work, 2.0);
  EXPECT_EQ(three.base, Base::serial);
  EXPECT_EQ(three.base_row, 0U);
  EXPECT_DOUBLE_EQ(three.times.speed_up.value(), 3.2);
  EXPECT_DOUBLE_EQ(three.times.efficiency.value(), 3.2 / 3);
  EXPECT_EQ(three.launches, 7);
  EXPECT_TRUE(three.times.fastest);
  EXPECT_FALSE(summary.rows[1].times.like_fastest);
  EXPECT_EQ(summary.rows[4].base, Base::none) << "what measures overhead has no speed-up";
}

TEST(StudySummary, TheTwinGivesTheNoiseFloor) {
  const StudySummary summary = summarise_study(example_study());
  ASSERT_TRUE(summary.noise_floor.has_value());
  EXPECT_EQ(summary.noise_floor->row, 1U);
  EXPECT_EQ(summary.noise_floor->twin_row, 3U);
  EXPECT_NEAR(summary.noise_floor->difference, 0.025, 1e-12);
}

TEST(StudySummary, DifferencesBelowTheNoiseFloorAreNone) {
  auto study = example_study();
  add_measured(study, example_point(CrewKind::fork, 3, 1000), 2555ms);  // 2.2 %, and intervals apart
  add_measured(study, example_point(CrewKind::mpi, 3, 1000), 2600ms);   // 4 %
  const StudySummary summary = summarise_study(study);
  EXPECT_TRUE(summary.rows[5].times.like_fastest);
  EXPECT_FALSE(summary.rows[6].times.like_fastest);
}

TEST(StudySummary, WarmUpAndInterruptedTrialsDoNotCount) {
  auto study = example_study();
  study.trials[0].warm_up = true;  // the least of the serial ones
  study.trials[1].status = TrialStatus::interrupted;
  study.launches[0].warm_up = true;
  const SummaryRow serial = summarise_study(study).rows[0];
  EXPECT_EQ(serial.times.total.count, 5U);
  EXPECT_EQ(serial.times.failures, 0);
  EXPECT_EQ(serial.launches, 5);
  EXPECT_EQ(serial.measured.launches.size(), 6U);
}

TEST(StudySummary, TwoRunsOfAPlanAreTwiceAsManyLaunches) {
  auto study = example_study();
  const auto once = study.trials;
  study.trials.insert(study.trials.end(), once.begin(), once.end());
  const SummaryRow serial = summarise_study(study).rows[0];
  EXPECT_EQ(serial.times.total.count, 14U);
  EXPECT_EQ(serial.launches, 14);
}

TEST(StudySummary, WeakScalingComparesWithAWorkersShare) {
  study::StudyContent study;
  for (const int workers : {1, 2, 4}) {
    const auto n = static_cast<std::uint64_t>(1000 * workers);
    if (workers == 1) add_measured(study, example_point(CrewKind::serial, 1, n), 2s);
    add_measured(study, example_point(CrewKind::threads, workers, n), workers == 4 ? 2500ms : 2s);
  }
  const StudySummary summary = summarise_study(study);
  const SummaryRow& four = summary.rows[3];
  EXPECT_EQ(four.base, Base::scaled_serial);
  EXPECT_EQ(four.base_row, 0U);
  EXPECT_DOUBLE_EQ(four.times.efficiency.value(), 0.8);  // T1 / Tp
  EXPECT_DOUBLE_EQ(four.times.speed_up.value(), 3.2);    // of work per second
}

TEST(StudySummary, StrongScalingOverSizesThatAreMultiplesStaysStrong) {
  study::StudyContent study;
  for (const std::uint64_t n : {1000U, 2000U, 4000U}) {
    add_measured(study, example_point(CrewKind::serial, 1, n), n * 1ms);
    add_measured(study, example_point(CrewKind::threads, 2, n), n * 800us);
  }
  for (const SummaryRow& row : summarise_study(study).rows) EXPECT_EQ(row.base, Base::serial);
}

TEST(StudySummary, WithoutSerialOneWorkerOfTheSameKindIsTheBase) {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::mpi, 1, 1000), 6s);
  add_measured(study, example_point(CrewKind::mpi, 2, 1000), 4s);
  add_measured(study, example_point(CrewKind::fork, 2, 1000), 4s);
  const StudySummary summary = summarise_study(study);
  EXPECT_EQ(summary.rows[1].base, Base::one_worker);
  EXPECT_DOUBLE_EQ(summary.rows[1].times.speed_up.value(), 1.5);
  EXPECT_EQ(summary.rows[2].base, Base::none) << "another kind is no base";
}

TEST(StudySummary, AFailedSerialPointIsNotReplacedByAnotherBase) {
  study::StudyContent study;
  study.points.push_back(example_point(CrewKind::serial, 1, 1000));
  add_measured(study, example_point(CrewKind::threads, 1, 1000), 6s);
  add_measured(study, example_point(CrewKind::threads, 2, 1000), 3s);
  EXPECT_FALSE(summarise_study(study).rows[2].times.speed_up.has_value());
}

TEST(StudySummary, OtherParametersAreOtherWork) {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::serial, 1, 1000), 6s);
  plan::Point eager = example_point(CrewKind::threads, 2, 1000);
  eager.parameters.insert(eager.parameters.begin(), {"generator", "ars"});
  add_measured(study, eager, 3s);
  EXPECT_EQ(summarise_study(study).rows[1].base, Base::none);
}

TEST(StudySummary, StartOfKeptCrewsIsThatOfTheirLaunches) {
  auto study = example_study();
  for (Trial& trial : study.trials) trial.kept_crew = true;
  EXPECT_DOUBLE_EQ(summarise_study(study).rows[1].times.median_start, 3.0);
}

/// So many launches of 3 trials, of 1 s, 2 s, ...: each 10 ms, 20 ms and 30 ms longer.
study::StudyContent repeated_study(int launches) {
  study::StudyContent study;
  const plan::Point point = example_point(CrewKind::threads, 2, 1000);
  study.points.push_back(point);
  for (int i = 0; i < 3 * launches; ++i) {
    study.trials.push_back(test::example_trial_of(point, point.id(), i / 3, (1 + i / 3) * 1s + (1 + i % 3) * 10ms));
    study.trials.back().repetition = i % 3;
  }
  study.trials.front().status = TrialStatus::failed;  // of the first launch 1.02 s and 1.03 s are left
  return study;
}

TEST(StudySummary, RepetitionsOfALaunchAreNoEvidenceOfOthers) {
  const measure::PointSummary few = summarise_study(repeated_study(3)).rows[0].times;
  EXPECT_DOUBLE_EQ(few.total.median, 2.02) << "of 1.025, 2.02 and 3.02";
  EXPECT_FALSE(few.total.interval.has_value()) << "8 trials would have one, 3 launches have none";
  EXPECT_EQ(few.total.count, 8U);
  EXPECT_EQ(few.launches.size(), 3U);
  const measure::PointSummary many = summarise_study(repeated_study(8)).rows[0].times;
  EXPECT_LE(many.total.interval.value().low, 3.02);
  EXPECT_GE(many.total.interval.value().high, 6.02);
  const measure::PointSummary single = summarise_study(repeated_study(1)).rows[0].times;
  EXPECT_DOUBLE_EQ(single.total.median, 1.025);
}

TEST(StudySummary, EveryPointHasAnOutcome) {
  auto study = example_study();
  for (Trial& trial : study.trials) {
    if (trial.kind == CrewKind::serial) trial.status = TrialStatus::failed;
  }
  study.points.push_back(example_point(CrewKind::threads, 5, 1000));
  study.points.push_back(example_point(CrewKind::threads, 6, 1000));
  study.points.back().skipped = "too many";
  const StudySummary summary = summarise_study(study);
  EXPECT_EQ(outcome_of(summary.rows[0]), "failed");
  EXPECT_EQ(outcome_of(summary.rows[1]), "ok");
  EXPECT_EQ(outcome_of(summary.rows[5]), "pending");
  EXPECT_EQ(outcome_of(summary.rows[6]), "skipped");
}

TEST(StudySummary, TrialsOfARecordMakeTheirPoints) {
  auto record = example_study();
  record.study_id.clear();
  record.points.clear();
  record.launches.clear();
  for (Trial& trial : record.trials) trial.point_id = trial.launch_id = "";
  const StudySummary summary = summarise_study(record);
  ASSERT_EQ(summary.rows.size(), 4U) << "the twin is not told from its original";
  EXPECT_EQ(summary.rows[0].measured.point.workload, "null");
  const SummaryRow& serial = summary.rows[1];
  EXPECT_EQ(serial.measured.point.kind, CrewKind::serial);
  EXPECT_EQ(serial.measured.point.parameters, (plan::Parameters{{"n", "1000"}, {"seed", "7"}}));
  EXPECT_EQ(serial.measured.point.part, "");
  EXPECT_EQ(serial.launches, 7);
  EXPECT_DOUBLE_EQ(summary.rows[3].times.speed_up.value(), 3.2);
}

TEST(StudySummary, KeptCrewsOfARecordAreNotMixedWithOthers) {
  auto record = example_study();
  record.points.clear();
  record.launches.clear();
  for (Trial& trial : record.trials) {
    trial.point_id = trial.launch_id = "";
    trial.kept_crew = trial.kind == CrewKind::serial;
  }
  record.trials.push_back(record.trials.front());
  record.trials.back().kept_crew = false;
  const StudySummary summary = summarise_study(record);
  ASSERT_EQ(summary.rows.size(), 5U);
  EXPECT_EQ(summary.rows.back().measured.point.part, kept_part);
  EXPECT_EQ(summary.rows.back().measured.trials.size(), 7U);
  EXPECT_EQ(summary.rows[1].measured.trials.size(), 1U) << "of serial, too, with its start";
}

TEST(StudySummary, TrialsOutsideOfThePlanAreShownApart) {
  auto study = example_study();
  Trial stray = study.trials[0];
  stray.point_id = "";
  stray.parameters = "n=1000 source=a b.h5:/keys";
  study.trials.push_back(stray);
  const SummaryRow row = summarise_study(study).rows.back();
  EXPECT_EQ(row.measured.point.part, unplanned_part);
  EXPECT_EQ(row.measured.point.parameters, (plan::Parameters{{"n", "1000"}, {"source", "a b.h5:/keys"}}));
}

TEST(StudySummary, CommandsWithNamesAreWaysToDoTheSameJob) {
  study::StudyContent record;
  for (const std::string way : {"'./serial --n={n}' command=./serial --n={n}", "app command=./app {n}"}) {
    for (int i = 0; i < 7; ++i) {
      record.trials.push_back(
          test::example_trial_of(example_point(CrewKind::command, 1, 1000), "", i, (i + 100) * 1ms));
      record.trials.back().parameters = "n=1000 seed=1 way=" + way;
    }
  }
  const StudySummary summary = summarise_study(record);
  ASSERT_EQ(summary.rows.size(), 2U);
  EXPECT_EQ(way_name(summary.rows[0].measured.point), "'./serial --n={n}'");
  EXPECT_EQ(way_name(summary.rows[1].measured.point), "app");
  for (const SummaryRow& row : summary.rows) {
    EXPECT_EQ(job_parameters(row.measured.point), "seed=1");
    EXPECT_EQ(row.base, Base::first_way);
    EXPECT_EQ(row.base_row, 0U);
  }
}

TEST(StudySummary, WordsOfACommandAreNoParameters) {
  study::StudyContent record;
  record.trials.push_back(test::example_trial_of(example_point(CrewKind::command, 1, 1), "", 0, 1s));
  record.trials[0].parameters = "n=1 seed=1 method=a b command=sh -c 'n=5 seed=3 if=x'";
  EXPECT_EQ(summarise_study(record).rows.at(0).measured.point.parameters,
            (plan::Parameters{{"command", "sh -c 'n=5 seed=3 if=x'"}, {"method", "a b"}, {"n", "1"}, {"seed", "1"}}));
}

}  // namespace
}  // namespace breakeven::analysis
