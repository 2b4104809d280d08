#include "os/file_lock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "support/without_locks.hpp"

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
  EXPECT_EQ(try_lock(first, path), Lock::taken);
  EXPECT_EQ(try_lock(first, path), Lock::taken) << "it has it already";
  EXPECT_EQ(try_lock(second, path), Lock::held);
  { const FileDescriptor third = open(); }
  EXPECT_EQ(try_lock(second, path), Lock::held) << "another opening was closed, not the one that has it";
  first.reset();
  EXPECT_EQ(try_lock(second, path), Lock::taken);
  EXPECT_TRUE(lock(second, path));
}

TEST_F(FileLock, SaysWhereThereAreNone) {
  EXPECT_EQ(without_locks([&] {
              const FileDescriptor file = open();
              return try_lock(file, path) == Lock::no_such_thing && !lock(file, path) ? 0 : 1;
            }),
            0);
}

TEST_F(FileLock, WhoWaitsForItHearsASignal) {
  const FileDescriptor holder = open();
  ASSERT_EQ(try_lock(holder, path), Lock::taken);
  const pid_t waiting = ::fork();
  if (waiting == 0) {
    catch_interrupts(std::chrono::seconds(10));
    std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      ::kill(::getpid(), SIGINT);
    }).detach();
    try {
      lock(open(), path);
    } catch (const Interrupted& interrupted) {
      ::_exit(interrupted.signal());
    }
    ::_exit(99);
  }
  int status = 0;
  ::waitpid(waiting, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), SIGINT) << "or the grace was over, 10 s later";
}

TEST_F(FileLock, WhoFinishesAfterASignalWaitsForItsTurn) {
  FileDescriptor holder = open();
  ASSERT_EQ(try_lock(holder, path), Lock::taken);
  const pid_t waiting = ::fork();
  if (waiting == 0) {
    holder.reset();
    catch_interrupts(std::chrono::seconds(10));
    ::raise(SIGINT);
    ::_exit(lock(open(), path) ? 0 : 1);
  }
  ::usleep(50'000);
  holder.reset();
  int status = 0;
  ::waitpid(waiting, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
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
