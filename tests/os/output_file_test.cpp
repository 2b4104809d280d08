#include "os/output_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

class OutputFileTest : public ::testing::Test {
 protected:
  OutputFileTest() {
    std::string pattern = ::testing::TempDir() + "output-file-XXXXXX";
    directory_ = ::mkdtemp(pattern.data());
  }
  ~OutputFileTest() override { std::filesystem::remove_all(directory_); }

  static std::string content(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::ptrdiff_t files() const { return std::distance(std::filesystem::directory_iterator(directory_), {}); }

  std::filesystem::path directory_;
};

TEST_F(OutputFileTest, AppearsWhenCommitted) {
  const auto target = directory_ / "result";
  std::ofstream(target) << "old";
  OutputFile output(target);
  std::ofstream(output.path()) << "new";
  EXPECT_EQ(content(target), "old");
  output.commit();
  EXPECT_EQ(content(target), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFileTest, WithoutADirectorySaysWhichIsMissing) {
  const auto missing = directory_ / "none";
  EXPECT_THAT([&] { const OutputFile output(missing / "result"); },
              ::testing::ThrowsMessage<Error>(::testing::EndsWith("there is no directory " + missing.string())));
}

TEST_F(OutputFileTest, IsWrittenInPieces) {
  OutputFile output(directory_ / "result");
  for (const std::string_view piece : {"one", "", " two"}) output.write(std::as_bytes(std::span(piece)));
  output.commit();
  EXPECT_EQ(content(directory_ / "result"), "one two");
}

TEST_F(OutputFileTest, LeavesNothingWithoutCommitEvenWhenItsGuardWasKilled) {
  {
    const OutputFile output(directory_ / "result");
    std::ifstream children("/proc/self/task/" + std::to_string(::gettid()) + "/children");
    for (pid_t pid = 0; children >> pid;) ::kill(pid, SIGKILL);
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFileTest, LeavesNothingWithoutCommit) {
  { const OutputFile output(directory_ / "result"); }
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFileTest, TwoOfOneTargetAndOneProcessIdAreNotInEachOthersWay) {
  const auto target = directory_ / "result";
  OutputFile first(target);
  OutputFile second(target);
  first.write(std::as_bytes(std::span("first", 5)));
  second.write(std::as_bytes(std::span("second", 6)));
  first.commit();
  EXPECT_EQ(content(target), "first");
  second.commit();
  EXPECT_EQ(content(target), "second");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFileTest, RemovesWhatWasAbandonedOfThisTargetAlone) {
  const OutputFile left(directory_ / "result");
  const OutputFile other(directory_ / "result.h5");
  std::ofstream(directory_ / ".result.notes.of.mine.part") << "x";
  remove_abandoned(directory_ / "result");
  EXPECT_FALSE(std::filesystem::exists(left.path()));
  EXPECT_TRUE(std::filesystem::exists(other.path()));
  EXPECT_EQ(files(), 2);
}

TEST_F(OutputFileTest, WhoseHiddenFileWasRemovedCreatesNothing) {
  OutputFile output(directory_ / "result");
  remove_abandoned(directory_ / "result");
  EXPECT_FALSE(output.commit_new());
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFileTest, FailsEarlyAndNamesTheTarget) {
  EXPECT_THAT([&] { OutputFile(directory_ / "missing" / "result"); },
              ::testing::ThrowsMessage<Error>(::testing::HasSubstr("missing/result")));
}

}  // namespace
}  // namespace breakeven::os
