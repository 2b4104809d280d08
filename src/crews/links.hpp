// What connects one worker process with others when they share no memory: for every peer that it talks to, a pipe or a
// socket there and another one from there.
//
// None exists at the start, or a crew of p workers would begin with p^2 of them. A worker that has something to send to
// another one for the first time makes the link and hands it in at the other's door, a socket that listens; the other
// need not be at home. Only bytes of the sender go over a link, so that two workers may make theirs at the same time.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "breakeven/crew.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

/// One way to, or from, one peer.
class Link {
 public:
  Link() noexcept = default;
  explicit Link(os::FileDescriptor descriptor) noexcept : descriptor_(std::move(descriptor)) {}

  bool exists() const noexcept { return descriptor_.valid(); }
  int descriptor() const noexcept { return descriptor_.get(); }
  /// Whether reading and writing wait: at first they do. A system call where it changes.
  void set_blocking(bool blocking);

 private:
  os::FileDescriptor descriptor_;
  bool blocking_ = true;
};

class Links {
 public:
  /// Opens the door of worker `rank`. `crew` is a number that no other crew of this host has; `share` is not memory.
  /// Lets this process open more files if it may need them.
  Links(Share share, std::uint64_t crew, int rank, int size);

  /// What takes bytes for `peer`. The first call makes the link: tens of microseconds. Throws PeerFailed when the peer
  /// is gone.
  Link& to(int peer);
  /// What gives bytes of `peer`; it does not exist as long as the peer has not handed it in.
  Link& from(int peer) noexcept { return from_[static_cast<std::size_t>(peer)]; }

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
  std::vector<Link> to_;
  std::vector<Link> from_;
};

}  // namespace breakeven::crews
