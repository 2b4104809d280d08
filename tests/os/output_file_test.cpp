#include "os/output_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
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

TEST_F(OutputFileTest, IsWrittenInPieces) {
  OutputFile output(directory_ / "result");
  for (const std::string_view piece : {"one", "", " two"}) output.write(std::as_bytes(std::span(piece)));
  output.commit();
  EXPECT_EQ(content(directory_ / "result"), "one two");
}

TEST_F(OutputFileTest, LeavesNothingWithoutCommit) {
  { const OutputFile output(directory_ / "result"); }
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFileTest, FailsEarlyAndNamesTheTarget) {
  EXPECT_THAT([&] { OutputFile(directory_ / "missing" / "result"); },
              ::testing::ThrowsMessage<Error>(::testing::HasSubstr("missing/result")));
}

}  // namespace
}  // namespace breakeven::os
