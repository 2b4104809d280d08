#include "batch/submission_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "breakeven/error.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::batch {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class SubmissionFileTest : public ::testing::Test {
 protected:
  test::TemporaryDirectory base_;
  SubmissionDirectory directory_{base_.path() / "a 'b'" / "deep"};
};

Submission example() {
  Submission submission;
  submission.working_directory = "/home/naïve \"user\"\n";
  submission.rules.one_allocation = true;
  submission.rules.time = std::chrono::minutes(90);
  submission.rules.budget = "1h";
  submission.rules.most_restarts = 3;
  submission.rules.sbatch_options = {"--partition=a b", "--comment=$x"};
  submission.jobs = {{"nodes-1", "17"}, {"merge", "18"}};
  return submission;
}

TEST_F(SubmissionFileTest, WhatIsKeptComesBack) {
  EXPECT_EQ(directory_.load(), std::nullopt);
  directory_.set_plan("x = 1");
  directory_.save(example());
  EXPECT_EQ(directory_.load(), example());
  Submission plain;
  directory_.save(plain);
  EXPECT_EQ(directory_.load(), plain);
}

TEST_F(SubmissionFileTest, TheLatestJobOfANameCounts) {
  Submission submission = example();
  submission.set_id("nodes-1", "19");
  submission.set_id("nodes-2", "20");
  EXPECT_EQ(submission.id_of("nodes-1"), "19");
  EXPECT_EQ(submission.id_of("nodes-2"), "20");
  EXPECT_EQ(submission.id_of("nodes-3"), "");
  EXPECT_EQ(submission.jobs.size(), 3U);
}

TEST_F(SubmissionFileTest, ADirectoryHasOnePlan) {
  directory_.set_plan("x = 1\n");
  directory_.set_plan("x = 1\n");
  EXPECT_EQ(directory_.read_plan(), "x = 1\n");
  EXPECT_THAT([&] { directory_.set_plan("x = 2\n"); }, ThrowsMessage<UsageError>(HasSubstr("another plan")));
  EXPECT_THAT([&] { SubmissionDirectory(base_.path() / "none").read_plan(); },
              ThrowsMessage<UsageError>(HasSubstr("holds no submission")));
}

TEST_F(SubmissionFileTest, OneAtATimeHasTheLock) {
  {
    const os::FileDescriptor lock = directory_.lock();
    EXPECT_THAT([&] { directory_.lock(); },
                ThrowsMessage<UsageError>(HasSubstr("another breakeven submit is at work")));
  }
  EXPECT_TRUE(directory_.lock().valid());
}

TEST_F(SubmissionFileTest, WhatCannotBeUsedIsNamed) {
  std::ofstream(base_.path() / "file") << "x";
  const SubmissionDirectory impossible(base_.path() / "file" / "below");
  EXPECT_THAT([&] { impossible.set_plan(""); },
              ThrowsMessage<Error>(HasSubstr((base_.path() / "file/below").string())));

  directory_.set_plan("");
  for (const char* text :
       {"", "{", "[]", R"({"format": "breakeven submission", "version": 2})", R"({"format": "x"})"}) {
    std::ofstream(directory_.path() / "jobs.json") << text;
    EXPECT_THAT([&] { directory_.load(); }, ThrowsMessage<UsageError>(HasSubstr("jobs.json"))) << text;
  }
  Submission submission;
  submission.working_directory = "/\xff";
  EXPECT_THAT([&] { directory_.save(submission); }, ThrowsMessage<UsageError>(HasSubstr("UTF-8")));
}

}  // namespace
}  // namespace breakeven::batch
