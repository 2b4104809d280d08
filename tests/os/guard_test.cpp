#include "os/guard.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace breakeven::os {
namespace {

using namespace std::chrono_literals;

class GuardTest : public ::testing::Test {
 protected:
  GuardTest() {
    std::string pattern = ::testing::TempDir() + "guard-XXXXXX";
    directory_ = ::mkdtemp(pattern.data());
    file_ = directory_ / "half-written";
    std::ofstream(file_) << "half";
  }
  ~GuardTest() override { std::filesystem::remove_all(directory_); }

  bool vanishes() const {
    for (int i = 0; i < 500 && std::filesystem::exists(file_); ++i) std::this_thread::sleep_for(10ms);
    return !std::filesystem::exists(file_);
  }

  std::function<void()> removal() const {
    return [this] { ::unlink(file_.c_str()); };
  }

  std::filesystem::path directory_;
  std::filesystem::path file_;
};

TEST_F(GuardTest, RemovesTheFileOfAKilledProcess) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    const Guard guard(removal());
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(pid, &status, 0), pid);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_TRUE(vanishes());
}

TEST_F(GuardTest, OutlivesItsProcessGroup) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::setpgid(0, 0);
    const Guard guard(removal());
    ::kill(0, SIGKILL);
  }
  ASSERT_EQ(::waitpid(pid, nullptr, 0), pid);
  EXPECT_TRUE(vanishes());
}

TEST_F(GuardTest, RemovesTheFileAtTheEndOfItsScope) {
  {
    const Guard guard(removal());
    EXPECT_TRUE(std::filesystem::exists(file_));
  }
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(GuardTest, SparesAFileThatGotAnotherName) {
  const auto renamed = directory_ / "complete";
  {
    const Guard guard(removal());
    std::filesystem::rename(file_, renamed);
  }
  EXPECT_TRUE(std::filesystem::exists(renamed));
}

TEST_F(GuardTest, DoesNotWaitForOthersThatInheritedItsPipe) {
  pid_t heir = 0;
  {
    const Guard guard(removal());
    heir = ::fork();
    if (heir == 0) {
      ::pause();
      ::_exit(0);
    }
  }
  EXPECT_FALSE(std::filesystem::exists(file_));
  ::kill(heir, SIGKILL);
  ::waitpid(heir, nullptr, 0);
}

}  // namespace
}  // namespace breakeven::os
