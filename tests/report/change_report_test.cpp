#include "report/change_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analysis/example_study.hpp"

namespace breakeven::report {
namespace {

using test::add_measured;
using test::example_point;
using test::example_study;
using test::hostile_study;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::chrono_literals;

const Appearance for_changes{.terminal = true, .unicode = true, .columns = 250};

/// Serial and 2 threads, with a twin that differs by 2 %.
study::StudyContent study_of(Duration serial, Duration threads, int launches = 7) {
  study::StudyContent study;
  study.plan_text = "one";
  add_measured(study, example_point(CrewKind::serial, 1, 1000), serial, launches);
  add_measured(study, example_point(CrewKind::threads, 2, 1000), threads, launches);
  plan::Point twin = example_point(CrewKind::serial, 1, 1000);
  twin.role = plan::Role::twin;
  add_measured(study, twin, serial * 102 / 100, launches);
  return study;
}

std::string change_between(const study::StudyContent& before, const study::StudyContent& after) {
  return render_change(analysis::compare_studies(before, after), for_changes);
}

TEST(ChangeReport, SaysWhatIsSlowerByHowMuchAndWhere) {
  const std::string text = change_between(study_of(1s, 600ms), study_of(1s, 690ms));
  EXPECT_THAT(text, HasSubstr("1 of 2 points is slower:\n- 2 threads: 15 % longer (13 % to 17 %), 690 ms now, 600 ms "
                              "before; work takes 72.0 ms more, start 9.00 ms and talk 9.00 ms.\n"));
  EXPECT_THAT(text, HasSubstr("1 point: no change that can be told beyond the noise floor of 2.0 %.\n"));
  EXPECT_THAT(text, ::testing::ContainsRegex("2 threads +1e3 +600 ms +690 ms +│ +1.15× +1.1[0-9]× – 1.1[0-9]× +100 % "
                                             "+0.001 +slower"));
}

TEST(ChangeReport, SaysWhatIsFaster) {
  const std::string text = change_between(study_of(1s, 600ms), study_of(300ms, 500ms));
  EXPECT_THAT(text, HasSubstr("2 of 2 points are faster:\n- serial: 0.30× (0.30× to 0.31×) as long, 300 ms now, 1.00 s "
                              "before; work takes 560 ms less"));
  EXPECT_THAT(text, HasSubstr("- 2 threads: 17 % less (15 % to 18 %), "));
  EXPECT_THAT(text, Not(HasSubstr("slower")));
}

TEST(ChangeReport, SaysThatNothingChanged) {
  EXPECT_THAT(change_between(study_of(1s, 600ms), study_of(1005ms, 603ms)),
              StartsWith("Host, CPU, compiler, MPI, program and plan are the same.\n\nNo change can be told beyond the "
                         "noise floor of 2.0 %: 2 points compared.\n"));
}

TEST(ChangeReport, SaysFirstWhatElseDiffers) {
  const auto before = study_of(1s, 600ms);
  auto after = study_of(1s, 600ms);
  for (auto& launch : after.launches) launch.environment.host = "node2";
  for (auto& launch : after.launches) launch.environment.cpu_model = "new";
  after.plan_text = "other";
  EXPECT_THAT(change_between(before, after),
              StartsWith("Something else differs, too, and may explain a change:\n- host of the driver: node2; before "
                         "node1\n- the text of the plan\n"));
  after.launches.clear();
  EXPECT_THAT(change_between(before, after), HasSubstr("- the text of the plan\n"));
  after.plan_text.clear();
  EXPECT_THAT(change_between(before, after), StartsWith("Host, CPU, compiler and MPI cannot be compared"));
}

TEST(ChangeReport, SaysWhatCannotBeTold) {
  EXPECT_THAT(change_between(study_of(1s, 600ms, 4), study_of(2s, 600ms, 4)),
              HasSubstr("Not known: whether 2 points changed, for even the clearest difference could be chance: to "
                        "tell it of 2 points, each needs at least 6 launches in both.\n"));
  auto no_twin = study_of(1s, 600ms);
  no_twin.points.pop_back();
  std::erase_if(no_twin.trials, [&](const Trial& trial) { return trial.wall > 1015ms; });
  EXPECT_THAT(change_between(no_twin, no_twin), HasSubstr("The noise floor is not known"));
}

TEST(ChangeReport, PointsOfOneAndOtherAnswersAreToldByReason) {
  const auto before = study_of(1s, 600ms);
  auto after = study_of(1s, 600ms);
  for (Trial& trial : after.trials) trial.answer.digest = 255;
  EXPECT_THAT(change_between(before, after), HasSubstr("Different answers: serial, 2 threads: digest 00000000000000ff, "
                                                       "before 0000000000000000\n"));
  for (Trial& trial : after.trials) {
    if (trial.workers == 1) continue;
    trial.status = TrialStatus::failed;
    trial.message = "killed";
  }
  EXPECT_THAT(change_between(before, after), HasSubstr("Only before: 2 threads: failed in the other study: killed\n"));
  EXPECT_THAT(change_between(after, before), HasSubstr("Only now: 2 threads: failed in the other study: killed\n"));
  EXPECT_THAT(change_between(before, study::StudyContent{}),
              HasSubstr("There is nothing to compare: no point has times in both.\nOnly before: serial, 2 threads: no "
                        "point of the other study\n"));
}

TEST(ChangeReport, NamesWithCommasAreKeptApart) {
  study::StudyContent sizes;
  add_measured(sizes, example_point(CrewKind::serial, 1, 1000), 1s);
  add_measured(sizes, example_point(CrewKind::serial, 1, 10'000), 1s);
  EXPECT_THAT(change_between(sizes, study::StudyContent{}),
              HasSubstr("Only before: serial, n 1e3; serial, n 1e4: no point of the other study\n"));
}

TEST(ChangeReport, HostileTextSteersNothing) {
  auto after = hostile_study();
  for (auto& launch : after.launches) launch.environment.host = test::hostile_text;
  const std::string text = change_between(hostile_study(), after);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
  const auto change = analysis::compare_studies(hostile_study(), after);
  EXPECT_FALSE(nlohmann::json::parse(change_as_json(change)).empty());
}

TEST(ChangeReport, AsJson) {
  auto after = study_of(1s, 690ms);
  after.trials.back().answer.digest = 1;
  const auto document = nlohmann::json::parse(change_as_json(analysis::compare_studies(study_of(1s, 600ms), after)));
  ASSERT_EQ(document["points"].size(), 2U);
  const auto& point = document["points"][1];
  EXPECT_EQ(point["before"], example_point(CrewKind::threads, 2, 1000).id());
  EXPECT_EQ(point["verdict"], "slower");
  EXPECT_DOUBLE_EQ(point["ratio"], 1.15);
  EXPECT_NEAR(point["phase_growth_seconds"]["work"], 0.072, 1e-6);
  EXPECT_TRUE(point["could_tell"]);
  EXPECT_NEAR(document["noise_floor"], 0.02, 1e-9);
  EXPECT_TRUE(document["different_answers"].empty()) << "a twin is not compared";
}

}  // namespace
}  // namespace breakeven::report
