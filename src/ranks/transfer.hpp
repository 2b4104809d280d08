// Bulk data between ranks.
//
// An MPI call counts elements with an int, so whatever is larger goes as several messages of the same tag; MPI keeps
// messages between the same two ranks with the same tag in order.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <span>
#include <vector>

#include "os/memory.hpp"

namespace breakeven::ranks {

/// Large enough that the number of messages does not matter, small enough for an int.
inline constexpr std::size_t default_message_bytes = std::size_t{1} << 30;

/// Messages on their way: started as they are named, all together waited for.
class Transfer {
 public:
  Transfer(MPI_Comm communicator, std::size_t max_message_bytes) noexcept
      : communicator_(communicator), max_message_bytes_(max_message_bytes) {}

  /// The memory must stay until wait() has returned. Nothing is sent for an empty span.
  void receive(std::span<std::byte> bytes, int source, int tag);
  /// Returns the number of messages.
  std::size_t send(std::span<const std::byte> bytes, int target, int tag);

  /// Blocks (spinning, as MPI does) until all messages have arrived. Throws Error.
  void wait();

 private:
  MPI_Comm communicator_;
  std::size_t max_message_bytes_;
  std::vector<MPI_Request> requests_;
};

/// Where received data lands, and memory for those who brought none.
class Landing {
 public:
  /// `offered` if there is any, which must then have room for `bytes`, or else fresh memory.
  /// Throws std::logic_error for an area that is too small.
  std::span<std::byte> room_for(std::size_t bytes, std::span<std::byte> offered);
  /// Frees the memory handed out.
  void clear() noexcept { own_.clear(); }

 private:
  std::vector<os::Mapping> own_;
};

}  // namespace breakeven::ranks
