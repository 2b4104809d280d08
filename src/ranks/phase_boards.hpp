// Where the workers of this rank publish their phases, if the driver is on the same host and offers a place.
#pragma once

#include <string_view>

#include "breakeven/timeline.hpp"
#include "os/memory.hpp"

namespace breakeven::ranks {

/// One byte for each worker of the crew, in a memory file of the driver's.
class PhaseBoards {
 public:
  /// No boards.
  PhaseBoards() noexcept = default;
  /// `where` is "BOOT_ID:PID:FD:BYTES". Boards are a help, not a need: on another host, or when anything about the
  /// file is not as expected, there are none.
  PhaseBoards(std::string_view where, int workers) noexcept;

  /// Null if there are no boards.
  PhaseBoard* of(int worker) const noexcept;

 private:
  os::Mapping memory_;
};

}  // namespace breakeven::ranks
