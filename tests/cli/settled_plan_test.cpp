#include "cli/settled_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "study/plan_change.hpp"

namespace breakeven::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A plan of as many points as it says, or as the machine has processors.
std::string plan_text(const std::string& workers, const std::string& more = "") {
  return "workload = \"pi\"\nn = 1000\nkinds = [\"threads\"]\nworkers = " + workers + "\n" + more +
         "[measure]\ntwin = false\noverhead = false\n";
}

plan::Surroundings machine(int processors) {
  plan::Surroundings machine;
  plan::WorkloadVocabulary pi;
  pi.name = "pi";
  pi.parameters = {"n"};
  pi.check = [](const plan::Parameters&) -> std::uint64_t { return 1000; };
  machine.workloads = {pi};
  machine.processors = processors;
  return machine;
}

plan::Plan read(const std::string& text, int processors) { return plan::read_plan(text, "plan", machine(processors)); }

study::StudyContent study_of(const std::string& text, int processors) {
  study::StudyContent content;
  content.plan_text = text;
  content.points = read(text, processors).points;
  return content;
}

/// "2", or "2 (why it is skipped)".
std::vector<std::string> shown(const std::vector<plan::Point>& points) {
  std::vector<std::string> texts;
  for (const plan::Point& point : points) {
    texts.push_back(std::to_string(point.workers) + (point.skipped.empty() ? "" : " (" + point.skipped + ")"));
  }
  return texts;
}

const std::string up_to_all = plan_text("[1, 2, 3]", "where = \"workers <= processors\"\n");
const std::string twice_all = plan_text("\"= 2 * processors\"");

TEST(SettledPlan, AStudyKeepsItsPointsOnALargerMachine) {
  const SettledPlan settled = settle_plan(read(up_to_all, 3), study_of(up_to_all, 1), machine(3), {}, "s.h5");
  EXPECT_THAT(shown(settled.plan.points), ElementsAre("1"));
  EXPECT_THAT(settled.note, AllOf(HasSubstr("machine of 3 processors"), HasSubstr("2 points more"),
                                  HasSubstr("--plan-changed=extend adds")));
}

TEST(SettledPlan, AndOnASmallerOneWhereSomeAreSkipped) {
  const SettledPlan settled = settle_plan({}, study_of(up_to_all, 3), machine(2), {}, "s.h5");
  EXPECT_THAT(shown(settled.plan.points), ElementsAre("1", "2", "3 (the plan does not have it on this machine)"));
  EXPECT_THAT(settled.note, HasSubstr("1 point fewer"));
}

TEST(SettledPlan, BackOnItsOwnMachineNothingIsSkipped) {
  study::StudyContent content = study_of(up_to_all, 3);
  content.points = settle_plan({}, content, machine(2), {}, "s.h5").plan.points;
  const SettledPlan settled = settle_plan({}, content, machine(3), {}, "s.h5");
  EXPECT_THAT(shown(settled.plan.points), ElementsAre("1", "2", "3"));
  EXPECT_EQ(settled.note, "");
}

TEST(SettledPlan, ExtendedItHasThePointsOfBothMachines) {
  const SettledPlan settled =
      settle_plan(read(twice_all, 2), study_of(twice_all, 1), machine(2), PlanChanged::extend, "s.h5");
  EXPECT_THAT(shown(settled.plan.points), ElementsAre("4", "2 (the plan does not have it on this machine)"));
  EXPECT_THAT(settled.note, HasSubstr("has all of them now"));
}

TEST(SettledPlan, ReplacedItHasThoseOfThisMachine) {
  for (const bool named : {true, false}) {
    const auto wanted = named ? std::optional(read(twice_all, 2)) : std::nullopt;
    const SettledPlan settled = settle_plan(wanted, study_of(twice_all, 1), machine(2), PlanChanged::replace, "s.h5");
    EXPECT_THAT(shown(settled.plan.points), ElementsAre("4"));
    EXPECT_EQ(settled.note, "");
  }
}

TEST(SettledPlan, WhatIsSkippedIsAMatterOfTheMachine) {
  const std::string text = plan_text("[1, 2]") + "oversubscribe = false\n";
  EXPECT_THAT(shown(settle_plan({}, study_of(text, 2), machine(1), {}, "s.h5").plan.points),
              ElementsAre("1", HasSubstr("2 (oversubscribed")));
  const SettledPlan larger = settle_plan({}, study_of(text, 1), machine(2), {}, "s.h5");
  EXPECT_THAT(shown(larger.plan.points), ElementsAre("1", "2"));
  EXPECT_EQ(larger.note, "") << "its points are the same";
}

TEST(SettledPlan, AnotherPlanIsComparedWithThePointsThatTheStudyHas) {
  const study::StudyContent begun_elsewhere = study_of(up_to_all, 3);
  const std::string other = plan_text("[1, 2, 4]");
  try {
    settle_plan(read(other, 2), begun_elsewhere, machine(2), {}, "s.h5");
    FAIL() << "it needs permission";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("1 point more"), HasSubstr("1 point fewer")));
  }
  EXPECT_THROW(settle_plan(read(other, 2), begun_elsewhere, machine(2), PlanChanged::extend, "s.h5"), UsageError);
  const SettledPlan replaced = settle_plan(read(other, 2), begun_elsewhere, machine(2), PlanChanged::replace, "s.h5");
  EXPECT_THAT(shown(replaced.plan.points), ElementsAre("1", "2", "4"));
}

TEST(SettledPlan, SeveralPlansAreNone) {
  study::StudyContent merged = study_of(up_to_all, 2);
  merged.plan_text += "# ---- another plan ----\n" + twice_all;
  for (const auto& wanted : {std::optional<plan::Plan>(), std::optional(read(twice_all, 2))}) {
    try {
      settle_plan(wanted, merged, machine(2), {}, "s.h5");
      FAIL() << "there is no plan to follow";
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(),
                  AllOf(HasSubstr("merged from studies of different plans"), HasSubstr("--plan-changed")));
    }
  }
  EXPECT_THAT(shown(settle_plan(read(twice_all, 2), merged, machine(2), PlanChanged::replace, "s.h5").plan.points),
              ElementsAre("4"));
}

}  // namespace
}  // namespace breakeven::cli
