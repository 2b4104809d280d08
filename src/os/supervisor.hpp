// The process that stands between run_command() and the command.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace breakeven::os {

/// What it says over its socket when all is over.
struct SupervisorReport {
  std::array<char, 512> start_error{};  ///< why the command could not be started; ends with a zero, empty if it could
  std::int32_t wait_status = 0;         ///< as wait() gives it
  std::int64_t user_microseconds = 0;
  std::int64_t system_microseconds = 0;
  std::uint64_t peak_memory_bytes = 0;
};

struct SupervisorChannels {
  int control = -1;  ///< a socket: a byte that comes is a signal for the command's process group; its end means SIGKILL
  int output = -1;   ///< becomes the command's standard output
  int error = -1;
};

/// The whole life of the supervisor, in a child that was just forked.
[[noreturn]] void supervise(const std::vector<std::string>& arguments, const SupervisorChannels& channels) noexcept;

}  // namespace breakeven::os
