#include "batch/submission.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "batch/points.hpp"
#include "breakeven/error.hpp"
#include "launch/fake_programs.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::batch {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

plan::Plan plan_over(const std::vector<int>& nodes) {
  plan::Plan plan;
  plan.title = "A study";
  for (const int count : nodes) plan.points.push_back(point(CrewKind::mpi, 2 * count, count));
  return plan;
}

/// A cluster whose sbatch numbers jobs from 1, and whose squeue says what `queue` holds.
class SubmissionTest : public ::testing::Test {
 protected:
  SubmissionTest() {
    const std::string counter = (base_.path() / "counter").string();
    programs_.add("sbatch", "printf '%s\\n' \"$*\" >>'" + (base_.path() / "submitted").string() + "'; echo x >>'" +
                                counter + "'; wc -l <'" + counter + "'");
    programs_.add("scancel", "exit 0");
    queue_says("");
    programs_.add("sacct", "exit 1");
    programs_.add("scontrol", "echo 'Invalid job id specified' >&2; exit 1");
    directory_.set_plan("plan");
  }

  void queue_says(const std::string& lines) { programs_.add("squeue", "printf '" + lines + "'"); }

  BatchStudy study(const std::vector<int>& nodes, JobRules rules = {}) {
    Submission submission = directory_.load().value_or(Submission{"/work here", rules, {}});
    return BatchStudy(plan_over(nodes), directory_, submission, "/opt/breakeven");
  }

  std::vector<std::string> submitted() const {
    std::ifstream file(base_.path() / "submitted");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  test::TemporaryDirectory base_;
  SubmissionDirectory directory_{base_.path() / "out put"};
  launch::FakePrograms programs_;
};

TEST_F(SubmissionTest, EveryNumberOfNodesIsAJobAndTheMergeWaitsForAll) {
  JobRules rules;
  rules.sbatch_options = {"--account=me"};
  const auto reports = study({1, 2, 2}, rules).submit();
  ASSERT_THAT(reports, SizeIs(3));
  EXPECT_EQ(reports[1].status.name, "nodes-2");
  EXPECT_EQ(reports[1].status.id, "2");
  EXPECT_EQ(reports[1].status.points, 2U);
  EXPECT_EQ(reports[2].status.name, "merge");
  EXPECT_EQ(reports[2].action, JobAction::submitted);
  const std::string path = directory_.path().string();
  EXPECT_THAT(submitted(),
              ElementsAre("--parsable --job-name=breakeven-nodes-1 --chdir=" + path +
                              " --output=nodes-1.log --account=me " + path + "/nodes-1.sbatch",
                          "--parsable --job-name=breakeven-nodes-2 --chdir=" + path +
                              " --output=nodes-2.log --account=me " + path + "/nodes-2.sbatch",
                          "--parsable --job-name=breakeven-merge --chdir=" + path +
                              " --output=merge.log --account=me --dependency=afterany:1:2 " + path + "/merge.sbatch"));
  EXPECT_EQ(directory_.load()->id_of("merge"), "3");
  EXPECT_TRUE(std::filesystem::exists(directory_.script("nodes-2")));
}

TEST_F(SubmissionTest, ScriptsRunTheirShareOfTheStudy) {
  JobRules rules;
  rules.budget = "1h";
  rules.time = std::chrono::minutes(70);
  const auto scripts = study({1, 2}, rules).scripts();
  ASSERT_THAT(scripts, SizeIs(3));
  const std::string path = directory_.path().string();
  EXPECT_THAT(scripts[1].text, AllOf(HasSubstr("#SBATCH --nodes=2\n"), HasSubstr("#SBATCH --time=01:10:00\n"),
                                     HasSubstr("cd -- '/work here' || exit\n"),
                                     HasSubstr("/opt/breakeven study run '" + path + "/plan.toml' -o '" + path +
                                               "/nodes-2.h5' --retry --only 'nodes == 2' --budget 1h &\n")));
  EXPECT_THAT(scripts[2].text, AllOf(HasSubstr("'" + path + "/nodes-1.h5' '" + path + "/nodes-2.h5'"),
                                     HasSubstr("exec /opt/breakeven merge '" + path + "/study.h5'")));
  EXPECT_THAT(submitted(), IsEmpty());
}

TEST_F(SubmissionTest, OneAllocationNeedsNoMerge) {
  JobRules rules;
  rules.one_allocation = true;
  BatchStudy whole = study({1, 3}, rules);
  const auto scripts = whole.scripts();
  ASSERT_THAT(scripts, SizeIs(1));
  EXPECT_THAT(scripts[0].text,
              AllOf(HasSubstr("--nodes=3\n"), HasSubstr("/study.h5' --retry &"), Not(HasSubstr("--only"))));
  whole.submit();
  EXPECT_THAT(submitted(), SizeIs(1));
}

TEST_F(SubmissionTest, JobsThatStillRunAreNotSubmittedTwice) {
  study({1, 2}).submit();
  queue_says("1|RUNNING|None\\n2|PENDING|Resources\\n3|PENDING|Dependency\\n");
  const auto reports = study({1, 2}).submit();
  EXPECT_THAT(submitted(), SizeIs(3));
  for (const JobReport& report : reports) EXPECT_EQ(report.action, JobAction::left_alone) << report.status.name;
  EXPECT_EQ(programs_.arguments_of("scancel"), "");
}

TEST_F(SubmissionTest, WhatEndedTooEarlyIsSubmittedAgainAndTheMergeWaitsForThat) {
  study({1, 2}).submit();
  queue_says("1|RUNNING|None\\n2|CANCELLED|None\\n3|PENDING|Dependency\\n");
  const auto reports = study({1, 2}).submit();
  ASSERT_THAT(submitted(), SizeIs(5));
  EXPECT_THAT(submitted()[3], HasSubstr("nodes-2.sbatch"));
  EXPECT_THAT(submitted()[4], HasSubstr("--dependency=afterany:1:4"));
  EXPECT_EQ(programs_.arguments_of("scancel"), "3");
  EXPECT_EQ(reports[0].action, JobAction::left_alone);
  EXPECT_EQ(directory_.load()->id_of("nodes-2"), "4");
  EXPECT_EQ(directory_.load()->id_of("merge"), "5");
}

TEST_F(SubmissionTest, StatusTellsWhatSlurmSays) {
  study({1, 2}).submit();
  queue_says("1|RUNNING|None\\n3|PENDING|Dependency\\n");
  const auto statuses = study({1, 2}).status();
  ASSERT_THAT(statuses, SizeIs(3));
  EXPECT_EQ(statuses[0].state, "RUNNING");
  EXPECT_TRUE(statuses[0].active);
  EXPECT_EQ(statuses[0].done, 0U);
  EXPECT_EQ(statuses[1].state, "") << "SLURM has forgotten it";
  EXPECT_FALSE(statuses[1].active);
  EXPECT_EQ(statuses[2].reason, "Dependency");
  EXPECT_EQ(statuses[2].points, 2U);
}

TEST_F(SubmissionTest, AJobThatSlurmRefusesLeavesThoseBeforeItKnown) {
  programs_.add("sbatch", "case $* in *nodes-2*) echo 'sbatch: error: too many nodes' >&2; exit 1;; esac; echo 7");
  EXPECT_THAT([&] { study({1, 2}).submit(); }, ThrowsMessage<Error>(HasSubstr("too many nodes")));
  EXPECT_EQ(directory_.load()->id_of("nodes-1"), "7");
  EXPECT_EQ(directory_.load()->id_of("nodes-2"), "");
}

TEST_F(SubmissionTest, NothingToRunIsAnError) {
  plan::Plan plan;
  plan.points = {skipped(point(CrewKind::mpi, 2), "it is too large")};
  EXPECT_THAT([&] { BatchStudy(plan, directory_, {}, "breakeven"); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("nothing to submit"), HasSubstr("it is too large"))));
}

}  // namespace
}  // namespace breakeven::batch
