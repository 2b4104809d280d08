// Where the workers of this rank show the driver what they are doing, if it is on the same host and offers a place.
#pragma once

#include <string_view>

#include "core/worker_board.hpp"
#include "os/memory.hpp"

namespace breakeven::ranks {

/// A board for each worker of the crew, in a memory file of the driver's; else in memory of this process.
class WorkerBoards {
 public:
  /// `where` is "BOOT_ID:PID:FD:BYTES". The driver's eyes are a help, not a need: on another host, or when anything
  /// about the file is not as expected, it sees nothing.
  WorkerBoards(std::string_view where, int workers);

  WorkerBoard& of(int worker) const noexcept;

 private:
  os::Mapping memory_;
};

}  // namespace breakeven::ranks
