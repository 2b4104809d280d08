#include "os/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/memory.hpp"

namespace breakeven::os {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

CommandRequest script(const std::string& text) { return {.arguments = {"/bin/sh", "-c", text}}; }

bool exists(pid_t pid) { return !process_has_ended(pid); }

/// Waits, for a second at most.
bool ends(pid_t pid) {
  for (int i = 0; i < 1000 && exists(pid); ++i) std::this_thread::sleep_for(1ms);
  return !exists(pid);
}

TEST(Command, TellsHowItEndedAndWhatItSaid) {
  const CommandResult result = run_command(script("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(result.status.code, 3);
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.error_tail, "err");
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(run_command(script("kill -9 $$")).status.signal, SIGKILL);
}

TEST(Command, GetsItsArgumentsAsTheyAre) {
  EXPECT_EQ(run_command({.arguments = {"printf", "%s|", "a b", "", "$HOME"}}).output, "a b||$HOME|");
}

TEST(Command, ThatCannotBeStartedIsAnError) {
  EXPECT_THAT([] { run_command({.arguments = {"/nowhere/app"}}); },
              ::testing::ThrowsMessage<Error>(HasSubstr("/nowhere/app")));
}

TEST(Command, ReadsNothing) { EXPECT_EQ(run_command({.arguments = {"cat"}}).output, ""); }

TEST(Command, OutputIsBounded) {
  CommandRequest request = script("head -c 300000 /dev/zero | tr '\\0' x");
  request.output_limit = 1000;
  const CommandResult result = run_command(request);
  EXPECT_EQ(result.output, std::string(1000, 'x'));
  EXPECT_TRUE(result.output_cut);
}

TEST(Command, TimeAndMemoryOfAllItsProcessesCount) {
  const CommandResult result = run_command(script(
      "dd if=/dev/zero of=/dev/null bs=200M count=1 2>/dev/null; (i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done)"));
  EXPECT_TRUE(result.status.ok());
  EXPECT_GT(result.peak_memory_bytes, 190'000'000U);
  EXPECT_GT(result.cpu_user + result.cpu_system, 5ms);
}

TEST(Command, ThatTakesTooLongIsEnded) {
  CommandRequest request = script("sleep 100");
  request.timeout = 20ms;
  const auto begin = std::chrono::steady_clock::now();
  const CommandResult result = run_command(request);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.status.signal, SIGTERM);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

TEST(Command, ThatIgnoresSigtermIsKilled) {
  CommandRequest request = script("trap '' TERM; while :; do sleep 0.05; done");
  request.timeout = 100ms;
  const CommandResult result = run_command(request);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.status.signal, SIGKILL);
}

TEST(Command, WhatItLeavesBehindIsEnded) {
  // One in its process group, and one that has left it.
  const CommandResult result = run_command(script("sleep 100 & echo $!; setsid sleep 100 & echo $!; sleep 0.1"));
  std::istringstream pids(result.output);
  for (int i = 0; i < 2; ++i) {
    pid_t pid = 0;
    ASSERT_TRUE(pids >> pid) << result.output;
    EXPECT_FALSE(exists(pid));
  }
}

TEST(Command, DiesWithTheProcessThatWatchesIt) {
  std::string file = "/tmp/breakeven-command-XXXXXX";
  ::close(::mkstemp(file.data()));
  EXPECT_THROW(run_command(script(fmt::format("echo $$ >{}; kill -9 $PPID; exec sleep 10", file))), Error);
  pid_t command = 0;
  ASSERT_TRUE(std::ifstream(file) >> command);
  EXPECT_TRUE(ends(command));
  ::unlink(file.c_str());
}

TEST(Command, DiesWithThisProgram) {
  int pipe_ends[2];
  ASSERT_EQ(::pipe(pipe_ends), 0);
  const pid_t driver = ::fork();
  if (driver == 0) {
    run_command(script(fmt::format("sleep 100 & echo $! >/proc/{}/fd/{}; wait", ::getpid(), pipe_ends[1])));
    ::_exit(0);
  }
  char text[32] = {};
  ASSERT_GT(::read(pipe_ends[0], text, sizeof text - 1), 0);
  const pid_t sleeper = std::atoi(text);
  ASSERT_TRUE(exists(sleeper));
  ::kill(driver, SIGKILL);
  ::waitpid(driver, nullptr, 0);
  EXPECT_TRUE(ends(sleeper));
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

}  // namespace
}  // namespace breakeven::os
