#include "os/file_lock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace breakeven::os {
namespace {

class FileLock : public testing::Test {
 protected:
  ~FileLock() override { std::filesystem::remove(path); }
  FileDescriptor open() const { return FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)); }

  std::filesystem::path path = testing::TempDir() + "file_lock_test." + std::to_string(::getpid());
};

TEST_F(FileLock, OneOpeningHasIt) {
  FileDescriptor first = open();
  const FileDescriptor second = open();
  EXPECT_TRUE(try_lock(first, path));
  EXPECT_TRUE(try_lock(first, path)) << "it has it already";
  EXPECT_FALSE(try_lock(second, path));
  { const FileDescriptor third = open(); }
  EXPECT_FALSE(try_lock(second, path)) << "another opening was closed, not the one that has it";
  first.reset();
  EXPECT_TRUE(try_lock(second, path));
  lock(second, path);
}

TEST_F(FileLock, KnowsWhetherTheFileWasReplaced) {
  const FileDescriptor file = open();
  EXPECT_TRUE(is_still(file, path));
  std::filesystem::remove(path);
  EXPECT_FALSE(is_still(file, path));
  const FileDescriptor other = open();
  EXPECT_FALSE(is_still(file, path));
  EXPECT_TRUE(is_still(other, path));
}

}  // namespace
}  // namespace breakeven::os
