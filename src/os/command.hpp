// Runs somebody else's command and leaves nothing of it behind.
//
// Between this process and the command is a supervisor, a small fork of this process that is the reaper of all that the
// command starts. It ends every process of the command when the command itself has ended, when it is told to, and when
// this process is gone, however that happened; so a killed program leaves no orphans. Killed itself, it takes the
// command with it, though not what that has started. It adds up what they used.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "os/process.hpp"

namespace breakeven::os {

struct CommandRequest {
  std::vector<std::string> arguments{};               ///< the program first, searched in PATH when it has no slash
  std::optional<std::chrono::nanoseconds> timeout{};  ///< then it gets SIGTERM, and SIGKILL after a grace of a second
  std::size_t output_limit = std::size_t{1} << 20U;
};

struct CommandResult {
  ExitStatus status;
  bool timed_out = false;
  std::string output;       ///< standard output: the first output_limit bytes
  bool output_cut = false;  ///< there was more
  std::string error_tail;   ///< what standard error said last, on one line
  Duration cpu_user{};      ///< of all its processes
  Duration cpu_system{};
  /// The largest resident set of its processes. One that stayed below what this process had when it was forked (some
  /// megabytes) is reported with that: the kernel does not forget it when a program is replaced.
  std::uint64_t peak_memory_bytes = 0;
};

/// Blocks until the command has ended; what it leaves running in the background is killed. Standard input is empty.
/// Costs a fork of this process, which should be small and have no other threads. Throws Error when it cannot be
/// started, and Interrupted, once nothing of it is left, if a signal has come (see os/interrupt.hpp).
CommandResult run_command(const CommandRequest& request);

}  // namespace breakeven::os
