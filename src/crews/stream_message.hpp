// A message on its way over a link, out or in: its length in eight bytes, then what it says.
#pragma once

#include <limits.h>
#include <poll.h>
#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "crews/links.hpp"

namespace breakeven::crews {

class StreamMessage {
 public:
  /// A message may lie in two parts. Its memory must stay until it is complete.
  static StreamMessage to(int peer, std::span<const std::byte> bytes, std::span<const std::byte> more = {});
  /// One that must be exactly as long as the two parts together, which need not be those of the sender.
  static StreamMessage from(int peer, std::span<std::byte> bytes, std::span<std::byte> more = {});

  bool complete() const noexcept { return moved_ == sizeof header_ + length_; }
  /// Whether it goes out and fits every link that is empty. It then waits at most for the peer to take what was sent
  /// before, which cannot be waiting for anything that comes later.
  bool fits_a_link() const noexcept { return outgoing_ && length_ <= PIPE_BUF - sizeof header_; }
  /// Whether an incoming one is to come over a link that is not there.
  bool awaits_link(Links& links) const noexcept { return !outgoing_ && !complete() && !links.from(peer_).exists(); }

  // Both throw PeerFailed when the peer is gone, std::logic_error when what comes in is of another length.
  /// Does what can be done without waiting, so that many can be on their way at the same time.
  void advance(Links& links);
  /// Waits until it is complete, in the very system calls that move it: the quickest way. It must not await a link.
  void finish(Links& links);

  /// What poll() is to watch for it. No descriptor when it is complete, or its link is still to come.
  pollfd interest(Links& links) const;
  /// What poll() saw. advance() does nothing until there is something to do.
  void notice(short events) noexcept { blocked_ = blocked_ && events == 0; }

 private:
  using Pieces = std::array<iovec, 3>;

  StreamMessage(bool outgoing, int peer, std::span<std::byte> bytes, std::span<std::byte> more) noexcept;
  /// One system call. False when the link took or gave less than it was asked for: it has no more at the moment.
  bool move_some(Link& link);
  /// What is still to be moved; as many of `room` as it takes.
  std::span<const iovec> left(Pieces& room) noexcept;
  void check_length() const;

  std::array<std::span<std::byte>, 2> parts_;
  std::uint64_t length_;
  std::uint64_t header_;
  std::size_t moved_ = 0;  // of the header and the parts
  int peer_;
  bool outgoing_;
  bool blocked_ = false;
};

}  // namespace breakeven::crews
