#include "report/trial_json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/example_trials.hpp"

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;

TEST(TrialJson, HoldsEveryFieldOfATrial) {
  Trial example = test::example_trial(CrewKind::fork, 2, 3ms, 250ms);
  example.point_id = "89abcdef01234567";
  example.launch = 3;
  example.nodes = 2;
  const auto document = nlohmann::json::parse(trials_to_json({example}));
  EXPECT_EQ(document["schema_version"], trial_json_version);
  ASSERT_EQ(document["trials"].size(), 1U);
  const auto& trial = document["trials"][0];
  EXPECT_EQ(trial["kind"], "fork");
  EXPECT_EQ(trial["workers"], 2);
  EXPECT_EQ(trial["launch_id"], "");
  EXPECT_EQ(trial["status"], "ok");
  EXPECT_EQ(trial["digest"], "000000000000002a");
  EXPECT_EQ(trial["figures"]["hits"].get<std::uint64_t>(), 18'000'000'000'000'000'001U) << "counts are exact";
  EXPECT_DOUBLE_EQ(trial["figures"]["pi"].get<double>(), 3.14);
  EXPECT_DOUBLE_EQ(trial["start_seconds"].get<double>(), 0.003);
  EXPECT_DOUBLE_EQ(trial["work_seconds"].get<double>(), 0.25);
  EXPECT_EQ(trial["point_id"], "89abcdef01234567");
  EXPECT_EQ(trial["launch"], 3);
  EXPECT_EQ(trial["nodes"], 2);
  EXPECT_EQ(trial["warm_up"], false);
  ASSERT_EQ(trial["phases"].size(), 2U);
  EXPECT_EQ(trial["phases"][1]["worker"], 1);
  EXPECT_EQ(trial["phases"][1]["host"], "node");
}

TEST(TrialJson, PhasesAndOtherAddUpToTheWallTime) {
  const auto document = nlohmann::json::parse(trials_to_json({test::example_trial(CrewKind::mpi, 3, 7ms, 12345us)}));
  const auto& trial = document["trials"][0];
  double sum = trial["other_seconds"];
  for (const char* phase : {"start", "send", "work", "talk", "check", "collect", "stop"}) {
    sum += trial[std::string(phase) + "_seconds"].get<double>();
  }
  EXPECT_NEAR(sum, trial["wall_seconds"].get<double>(), 1e-12);
}

TEST(TrialJson, AnyMessageIsValidJson) {
  Trial trial = test::example_trial(CrewKind::fork, 1, 3ms, 250ms);
  trial.message = "cannot read \"a\xff\n.h5\"";
  const auto document = nlohmann::json::parse(trials_to_json({trial}));
  EXPECT_EQ(document["trials"][0]["message"], "cannot read \"a\xef\xbf\xbd\n.h5\"");
}

TEST(TrialJson, NumbersThatJsonDoesNotHaveAreNull) {
  Trial trial = test::example_trial(CrewKind::fork, 1, 3ms, 250ms);
  trial.answer.figures = {{"ratio", std::numeric_limits<double>::infinity()}};
  const auto document = nlohmann::json::parse(trials_to_json({trial}));
  EXPECT_TRUE(document["trials"][0]["figures"]["ratio"].is_null());
}

TEST(TrialJson, NoTrialsAreAnEmptyArray) {
  EXPECT_EQ(nlohmann::json::parse(trials_to_json({}))["trials"], nlohmann::json::array());
}

}  // namespace
}  // namespace breakeven::report
