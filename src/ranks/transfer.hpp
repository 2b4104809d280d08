// Bulk data between ranks.
//
// An MPI call counts elements with an int, so whatever is larger goes as several messages of the same tag; MPI keeps
// messages between the same two ranks with the same tag in order.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <span>
#include <vector>

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

}  // namespace breakeven::ranks
