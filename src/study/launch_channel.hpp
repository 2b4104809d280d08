// What a launch and its driver say to each other.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace breakeven::study {

/// A message is its kind, its length and its bytes.
enum class MessageKind : std::uint8_t {
  listens,      ///< from now on a signal tells the launch to end
  entry,        ///< to be kept; answered with one byte when it is
  explanation,  ///< of an exception that ends the launch
};

struct LaunchMessage {
  MessageKind kind = MessageKind::entry;
  std::vector<std::byte> bytes;
};

/// Blocks until all of it is sent. Throws Error.
void send_message(int socket, MessageKind kind, std::span<const std::byte> bytes);
/// Blocks for the answer to an entry; false when the driver is gone.
bool wait_for_receipt(int socket);
/// Throws nothing: whether the launch still listens it will show itself.
void send_receipt(int socket) noexcept;

/// Takes messages apart as they come in.
class MessageReader {
 public:
  /// Reads what is there, without blocking. False when there will be no more.
  bool read(int socket);
  /// The next whole message. What is not whole when the launch has ended was never said.
  std::optional<LaunchMessage> next();

 private:
  std::vector<std::byte> unread_;
};

}  // namespace breakeven::study
