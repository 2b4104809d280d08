// What connects one worker process with others when they share no memory: for every peer that it talks to, a pipe or a
// socket there and another one from there.
//
// None exists at the start, or a crew of p workers would begin with p^2 of them. A worker that has something to send to
// another one for the first time makes the link and hands it in at the other's door, a socket that listens; the other
// need not be at home. Only bytes of the sender go over a link, so that two workers may make theirs at the same time.
#pragma once

#include <cstdint>
#include <vector>

#include "breakeven/crew.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

class Links {
 public:
  /// Opens the door of worker `rank`. `crew` is a number that no other crew of this host has; `share` is not memory.
  /// Lets this process open more files if it may need them.
  Links(Share share, std::uint64_t crew, int rank, int size);

  /// The descriptor that takes bytes for `peer`; does not block. The first call makes the link: tens of microseconds.
  /// Throws PeerFailed when the peer is gone.
  int to(int peer);
  /// The descriptor that gives bytes of `peer`; -1 as long as it has not handed in a link.
  int from(int peer) const noexcept { return from_[static_cast<std::size_t>(peer)].get(); }

  /// Readable when somebody is at the door.
  int door() const noexcept { return door_.get(); }
  /// Takes the links that have been handed in.
  void admit();

 private:
  os::FileDescriptor link_over(os::FileDescriptor connection) const;
  void admit(os::FileDescriptor connection);

  Share share_;
  std::uint64_t crew_;
  std::int32_t rank_;
  os::FileDescriptor door_;
  std::vector<os::FileDescriptor> to_;
  std::vector<os::FileDescriptor> from_;
};

}  // namespace breakeven::crews
