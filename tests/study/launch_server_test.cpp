#include "study/launch_server.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/file_lock.hpp"
#include "os/interrupt.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }
std::string text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What a test's launch does, by its order.
void act(std::span<const std::byte> order, Outbox& outbox) {
  const std::string what = text(order);
  outbox.enter(Phase::work);
  if (what == "crash") std::abort();
  if (what == "throw") throw Error("no such workload");
  if (what == "exit") ::_exit(3);
  if (what == "say and crash") {
    outbox.send(bytes("first"));
    ::signal(SIGSEGV, SIG_DFL);  // a sanitizer would make an exit of it
    ::raise(SIGSEGV);
  }
  if (what == "loop") {
    while (true) {
      os::throw_if_interrupted();
      ::usleep(1000);
    }
  }
  if (what == "loop deaf") {
    ::signal(SIGTERM, SIG_IGN);
    while (true) ::pause();
  }
  if (what == "leave a child") {
    if (::fork() == 0) {
      ::usleep(200'000);
      ::_exit(0);
    }
  }
  if (what == "leave a stubborn child") {
    const pid_t pid = ::fork();
    if (pid == 0) {
      while (true) ::pause();
    }
    outbox.send(bytes(std::to_string(pid)));
    return;
  }
  if (what == "memory") {
    std::ifstream file("/proc/self/statm");
    std::string pages;
    file >> pages;
    outbox.send(bytes(pages));
    return;
  }
  outbox.send(bytes("did " + what));
  outbox.send(bytes(std::to_string(::getpid())));
}

constexpr LaunchPatience little{300ms, 300ms};

struct Told {
  LaunchOutcome outcome;
  std::vector<std::string> said;
};

Told run(LaunchServer& server, std::string_view order, LaunchLimits limits = {10s, {}}) {
  Told told;
  told.outcome = server.run(bytes(order), limits, {[&](auto message) { told.said.push_back(text(message)); }, {}});
  return told;
}

bool alive(pid_t pid) { return ::kill(pid, 0) == 0; }

TEST(LaunchServer, ALaunchIsAProcessOfItsOwn) {
  LaunchServer server(act);
  const Told first = run(server, "this");
  const Told second = run(server, "that");
  EXPECT_TRUE(first.outcome.status.ok());
  EXPECT_EQ(first.said.at(0), "did this");
  EXPECT_EQ(second.said.at(0), "did that");
  EXPECT_NE(first.said.at(1), second.said.at(1));
  EXPECT_NE(first.said.at(1), std::to_string(::getpid()));
  EXPECT_FALSE(alive(std::stoi(first.said.at(1))));
}

TEST(LaunchServer, ALargeMessageArrivesWhole) {
  LaunchServer server([](std::span<const std::byte> order, Outbox& outbox) { outbox.send(order); });
  const std::string large(5'000'000, 'x');
  EXPECT_THAT(run(server, large).said, ElementsAre(large));
}

TEST(LaunchServer, ACrashIsToldWithItsSignalAndPhase) {
  LaunchServer server(act);
  const Told crashed = run(server, "crash");
  EXPECT_EQ(crashed.outcome.status.signal, SIGABRT);
  EXPECT_EQ(crashed.outcome.phase, Phase::work);
  EXPECT_EQ(crashed.outcome.cut_short, CutShort::no);
  EXPECT_EQ(run(server, "exit").outcome.status.code, 3);
  EXPECT_EQ(run(server, "throw").outcome.message, "no such workload");
  EXPECT_TRUE(run(server, "this").outcome.status.ok()) << "the next one is not affected";
}

TEST(LaunchServer, WhatWasSaidBeforeACrashIsKept) {
  LaunchServer server(act);
  const Told crashed = run(server, "say and crash");
  EXPECT_THAT(crashed.said, ElementsAre("first"));
  EXPECT_EQ(crashed.outcome.status.signal, SIGSEGV);
}

TEST(LaunchServer, ATimeOutEndsALaunch) {
  LaunchServer server(act);
  const auto begin = Clock::now();
  const Told looped = run(server, "loop", {100ms, {}});
  EXPECT_EQ(looped.outcome.cut_short, CutShort::by_timeout);
  EXPECT_LT(Clock::now() - begin, 4s);
}

TEST(LaunchServer, OneThatDoesNotListenIsKilled) {
  LaunchServer server(act, little);
  const Told looped = run(server, "loop deaf", {100ms, {}});
  EXPECT_EQ(looped.outcome.cut_short, CutShort::by_timeout);
  EXPECT_EQ(looped.outcome.status.signal, SIGKILL);
}

TEST(LaunchServer, TheEndOfTheBudgetEndsALaunch) {
  LaunchServer server(act);
  EXPECT_EQ(run(server, "loop", {10s, Clock::now() + 100ms}).outcome.cut_short, CutShort::by_end);
}

TEST(LaunchServer, WhatALaunchLeavesBehindIsWaitedFor) {
  LaunchServer server(act);
  const auto begin = Clock::now();
  EXPECT_TRUE(run(server, "leave a child").outcome.status.ok());
  EXPECT_GE(Clock::now() - begin, 200ms);
}

TEST(LaunchServer, WhatDoesNotGoIsKilled) {
  LaunchServer server(act, little);
  const Told left = run(server, "leave a stubborn child");
  EXPECT_FALSE(alive(std::stoi(left.said.at(0))));
}

TEST(LaunchServer, TroubleOfTheDriverEndsTheLaunch) {
  LaunchServer server(act);
  EXPECT_THROW(server.run(bytes("this"), {10s, {}}, {[](auto) { throw Error("disk full"); }, {}}), Error);
  EXPECT_TRUE(run(server, "that").outcome.status.ok());
}

TEST(LaunchServer, WhatIsWaitedForIsNoPartOfTheLaunch) {
  LaunchServer server(act, little);
  const Told left = run(server, "leave a stubborn child", {100ms, Clock::now() + 150ms});
  EXPECT_TRUE(left.outcome.status.ok());
  EXPECT_EQ(left.outcome.cut_short, CutShort::no) << "it ended well, and there is nobody to be signalled";
}

TEST(LaunchServer, TroubleWhileWaitingEndsTheLaunchInOrder) {
  LaunchServer server(act);
  int waited = 0;
  const LaunchHooks hooks{[](auto) {},
                          [&] {
                            ++waited;
                            throw Error("no terminal");
                          }};
  EXPECT_THROW(server.run(bytes("loop"), {10s, {}}, hooks), Error);
  EXPECT_EQ(waited, 1);
  EXPECT_THAT(run(server, "that").said.at(0), "did that") << "nothing of it is in the way of the next";
}

TEST(LaunchServer, ALaunchIsAsSmallAsTheDriverWasAtFirst) {
  LaunchServer server(act);
  const std::string before = run(server, "memory").said.at(0);
  const std::vector<char> trials(200'000'000, 'x');
  EXPECT_EQ(run(server, "memory").said.at(0), before) << trials[0];
}

TEST(LaunchServer, AnInterruptIsPassedOnAndEndsInAnException) {
  const pid_t driver = ::fork();  // handlers are for the whole process
  if (driver == 0) {
    os::catch_interrupts(std::chrono::seconds(10));
    LaunchServer server(act);
    std::thread([] {
      std::this_thread::sleep_for(100ms);
      ::kill(::getpid(), SIGTERM);
    }).detach();
    try {
      run(server, "loop");
    } catch (const Interrupted& interrupted) {
      ::_exit(interrupted.signal());
    }
    ::_exit(99);
  }
  int status = 0;
  ::waitpid(driver, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), SIGTERM);
}

/// Kills a driver whose launch does `what`; returns when nobody is left of either.
void kill_driver_of(const LaunchBody& what) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t driver = ::fork();
  if (driver == 0) {
    LaunchServer server(what, little);  // all of them hold the pipe's end until they are gone
    server.run(bytes(""), {10s, {}}, {[](auto) { ::raise(SIGKILL); }, {}});
    ::_exit(0);
  }
  ::close(ends[1]);
  ::waitpid(driver, nullptr, 0);
  char byte = 0;
  EXPECT_EQ(::read(ends[0], &byte, 1), 0) << "blocks for as long as somebody is left";
  ::close(ends[0]);
}

TEST(LaunchServer, ItAllDiesWithTheDriver) {
  kill_driver_of([](std::span<const std::byte>, Outbox& outbox) {
    ::signal(SIGTERM, SIG_IGN);
    try {
      outbox.send(bytes("on"));
    } catch (const Error&) {
      while (true) ::pause();
    }
  });
}

TEST(LaunchServer, WhatADriverHadLockedStaysLockedWhileItsLaunchIsThere) {
  const std::string path = testing::TempDir() + "launch_server_test." + std::to_string(::getpid());
  const pid_t driver = ::fork();
  if (driver == 0) {
    const auto remember_and_stay = [&](std::span<const std::byte>, Outbox& outbox) {
      ::signal(SIGTERM, SIG_IGN);
      std::ofstream(path) << ::getpid() << std::flush;
      try {
        outbox.send(bytes("on"));
      } catch (const Error&) {
        while (true) ::pause();
      }
    };
    LaunchServer server(remember_and_stay, little);
    const os::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (os::try_lock(file, path) != os::Lock::taken) ::_exit(1);
    server.keep_open(file);
    server.run(bytes(""), {10s, {}}, {[](auto) { ::raise(SIGKILL); }, {}});
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(driver, &status, 0);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  const os::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  EXPECT_EQ(os::try_lock(file, path), os::Lock::held);
  EXPECT_TRUE(os::lock(file, path));
  pid_t launch = 0;
  std::ifstream(path) >> launch;
  EXPECT_GT(launch, 0);
  EXPECT_FALSE(alive(launch));
  std::remove(path.c_str());
}

TEST(LaunchServer, ALaunchPutsThingsInOrderWhenTheDriverIsKilled) {
  std::string file = "/tmp/breakeven-launch-XXXXXX";
  ::close(::mkstemp(file.data()));
  kill_driver_of([&](std::span<const std::byte>, Outbox& outbox) {
    try {
      outbox.send(bytes("on"));
    } catch (const Error&) {
      ::usleep(50'000);
      ::unlink(file.c_str());
    }
  });
  EXPECT_NE(::access(file.c_str(), F_OK), 0);
  ::unlink(file.c_str());
}

}  // namespace
}  // namespace breakeven::study
