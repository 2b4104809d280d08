// A process that is passed objects, over and over: it unpacks each, uses all of it, says what that took, and forgets
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"
#include "workloads/passing.hpp"

namespace breakeven::overhead {

/// What an object comes over, and in which form.
enum class ObjectRoute : std::uint8_t {
  pipe,    ///< as a Boost.Serialization archive
  socket,  ///< likewise
  memory,  ///< flat in a memory file (memfd), of which a descriptor is sent
};

class ObjectReceiver {
 public:
  /// Forks it. To be called while this process is small: the receiver is as large.
  explicit ObjectReceiver(workloads::ObjectType type);

  /// Returns when the receiver waits for an object. As all others, it throws Error when the receiver is gone.
  void expect(ObjectRoute route);
  /// Blocks until nearly all has been read. For the two routes of bytes.
  void send(ObjectRoute route, std::span<const std::byte> archive);
  void send(const os::FileDescriptor& memory, std::uint64_t bytes);
  /// Blocks until the object was used.
  workloads::Receipt receipt();

 private:
  /// `write` to the receiver.
  void tell(const std::function<void()>& write);
  [[noreturn]] void throw_gone();

  os::FileDescriptor control_;
  os::FileDescriptor pipe_;
  os::ChildProcess process_;
};

}  // namespace breakeven::overhead
