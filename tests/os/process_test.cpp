#include "os/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <type_traits>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

static_assert(std::is_nothrow_move_constructible_v<ChildProcess> && std::is_nothrow_move_assignable_v<ChildProcess>);

SpawnOptions shell(const std::string& script) { return {{"sh", "-c", script}, {}, {}, 0, false}; }

/// Both ways of starting a program do the same: posix_spawn, and fork with a signal at the parent's death.
class Spawn : public ::testing::TestWithParam<int> {
 protected:
  SpawnOptions options(const std::string& script) const {
    SpawnOptions chosen = shell(script);
    chosen.parent_death_signal = GetParam();
    return chosen;
  }
};

TEST_P(Spawn, TellsHowTheProcessEnded) {
  EXPECT_EQ(spawn("sh", options("exit 3")).wait().code, 3);
  EXPECT_EQ(spawn("sh", options("kill -9 $$")).wait().signal, SIGKILL);
}

TEST_P(Spawn, PassesDescriptorsEvenCrosswise) {
  Pipe one = make_pipe();
  Pipe other = make_pipe();
  // Each is to get the other's number: an order of dup2 alone cannot do it. Not >&N, which sh takes up to 9 only.
  SpawnOptions chosen = options("printf one >/dev/fd/" + std::to_string(other.writing.get()) +
                                "; printf other >/dev/fd/" + std::to_string(one.writing.get()));
  chosen.descriptors = {{one.writing.get(), other.writing.get()}, {other.writing.get(), one.writing.get()}};
  EXPECT_TRUE(spawn("sh", chosen).wait().ok());
  one.writing.reset();
  std::array<std::byte, 3> text{};
  EXPECT_EQ(read_up_to(one.reading.get(), text), text.size());
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(text.data()), 3), "one");
}

TEST_P(Spawn, AddsToAndReplacesTheEnvironment) {
  ::setenv("BREAKEVEN_TEST_A", "old", 1);
  SpawnOptions chosen = options("test \"$BREAKEVEN_TEST_A$BREAKEVEN_TEST_B\" = newmore && test -n \"$PATH\"");
  chosen.environment = {"BREAKEVEN_TEST_A=new", "BREAKEVEN_TEST_B=more"};
  EXPECT_TRUE(spawn("sh", chosen).wait().ok());
}

TEST_P(Spawn, NamesAProgramThatIsNotThere) {
  SpawnOptions chosen = options("");
  EXPECT_THAT([&] { spawn("/no/such/program", chosen); },
              ::testing::ThrowsMessage<Error>("cannot start /no/such/program: No such file or directory"));
}

INSTANTIATE_TEST_SUITE_P(BothWays, Spawn, ::testing::Values(0, SIGTERM));

TEST(ForkChild, EndsWithItsLife) {
  EXPECT_TRUE(fork_child("a test", [] {}).wait().ok());
  EXPECT_EQ(fork_child("a test", [] { throw Error("no"); }).wait().code, 1);
}

TEST(ForkChild, EndsWithWhoForkedIt) {
  SocketPair sockets = make_socket_pair();  // at its end, nobody has the other end open
  ChildProcess parent = fork_child("a test", [&] {
    const ChildProcess child = fork_child("a test", [] {
      while (true) ::pause();
    });
    ::kill(::getpid(), SIGKILL);
  });
  sockets.theirs.reset();
  EXPECT_EQ(parent.wait().signal, SIGKILL);
  std::byte byte{};
  EXPECT_EQ(read_up_to(sockets.ours.get(), {&byte, 1}), 0U);
}

TEST(ChildProcess, IsKilledWhenDropped) {
  pid_t pid = 0;
  {
    const ChildProcess child = spawn("sh", shell("exec sleep 60"));
    pid = child.pid();
  }
  EXPECT_EQ(::kill(pid, 0), -1) << "neither running nor a zombie";
}

TEST(ChildProcess, IsWaitedForWithATimeout) {
  ChildProcess child = spawn("sh", shell("exec sleep 60"));
  EXPECT_FALSE(child.wait_for(milliseconds(20)).has_value());
  child.signal(SIGTERM);
  const auto status = child.wait_for(seconds(10));
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(describe(*status), "killed by signal 15 (SIGTERM)");
  EXPECT_FALSE(child.running());
}

TEST(ChildProcess, IsWaitedForThroughSignals) {
  struct sigaction action {};
  action.sa_handler = [](int) {};
  struct sigaction before {};
  ::sigaction(SIGUSR1, &action, &before);
  ChildProcess child = spawn("sh", shell("sleep 0.1; kill -USR1 $PPID; sleep 0.1; exit 3"));
  const auto status = child.wait_for(seconds(10));
  ::sigaction(SIGUSR1, &before, nullptr);
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(status->code, 3);
}

TEST(ProcessHasEnded, AlsoWhenNobodyHasWaitedForIt) {
  EXPECT_FALSE(process_has_ended(::getpid()));
  SpawnOptions options;
  options.arguments = {"true"};
  ChildProcess child = spawn("true", options);
  while (!process_has_ended(child.pid()))
    std::this_thread::sleep_for(milliseconds(1));  // a zombie, until the next line
  const pid_t pid = child.pid();
  EXPECT_TRUE(child.wait().ok());
  EXPECT_TRUE(process_has_ended(pid));
}

TEST(OpenPid, StandsForTheSameProcessForEver) {
  SpawnOptions options;
  options.arguments = {"sleep", "100"};
  ChildProcess child = spawn("sleep", options);
  const FileDescriptor process = open_pid(child.pid());
  EXPECT_FALSE(has_ended(process));
  send_signal(process, SIGTERM);
  EXPECT_EQ(child.wait().signal, SIGTERM);
  EXPECT_TRUE(has_ended(process));
  send_signal(process, SIGTERM);  // to nobody
}

TEST(Affinity, IsWidenedToAllThatIsAllowed) {
  const int all = widen_affinity();
  cpu_set_t one;
  CPU_ZERO(&one);
  for (std::size_t cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++cpu) {
    CPU_SET(cpu, &one);
    if (::sched_setaffinity(0, sizeof one, &one) != 0) CPU_ZERO(&one);
  }
  EXPECT_EQ(usable_processors(), 1);
  EXPECT_EQ(widen_affinity(), all);
}

}  // namespace
}  // namespace breakeven::os
