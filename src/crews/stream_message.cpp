#include "crews/stream_message.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/stream.hpp"

namespace breakeven::crews {
namespace {

/// For iovec, which knows no const: what is sent is only read.
std::span<std::byte> without_const(std::span<const std::byte> bytes) {
  return {const_cast<std::byte*>(bytes.data()), bytes.size()};
}

}  // namespace

StreamMessage::StreamMessage(bool outgoing, int peer, std::span<std::byte> bytes, std::span<std::byte> more) noexcept
    : parts_{bytes, more}, length_(bytes.size() + more.size()), header_(length_), peer_(peer), outgoing_(outgoing) {}

StreamMessage StreamMessage::to(int peer, std::span<const std::byte> bytes, std::span<const std::byte> more) {
  return {true, peer, without_const(bytes), without_const(more)};
}

StreamMessage StreamMessage::from(int peer, std::span<std::byte> bytes, std::span<std::byte> more) {
  return {false, peer, bytes, more};
}

void StreamMessage::advance(Links& links) {
  if (complete() || blocked_) return;
  if (descriptor_ < 0) descriptor_ = outgoing_ ? links.to(peer_) : links.from(peer_);
  if (descriptor_ < 0) return;
  Pieces room;
  const auto pieces = left(room);
  const auto moved = outgoing_ ? os::write_now(descriptor_, pieces) : os::read_now(descriptor_, pieces);
  if (!moved) throw PeerFailed();
  moved_ += *moved;
  blocked_ = !complete();  // a link that took or gave less than it was asked for has no more at the moment
  check_length();
}

std::span<const iovec> StreamMessage::left(Pieces& room) noexcept {
  const std::array all{std::as_writable_bytes(std::span(&header_, 1)), parts_[0], parts_[1]};
  std::size_t skipped = moved_;
  std::size_t count = 0;
  for (const std::span<std::byte> piece : all) {
    const auto rest = piece.subspan(std::min(skipped, piece.size()));
    skipped -= piece.size() - rest.size();
    if (!rest.empty()) room[count++] = {rest.data(), rest.size()};
  }
  return std::span(room).first(count);
}

void StreamMessage::check_length() const {
  if (outgoing_ || moved_ < sizeof header_ || header_ == length_) return;
  throw std::logic_error(
      fmt::format("Communicator::receive: worker {} sent {} bytes, and {} were expected", peer_, header_, length_));
}

pollfd StreamMessage::interest(const Links& links) const noexcept {
  if (complete()) return {-1, 0, 0};
  if (outgoing_) return {descriptor_, POLLOUT, 0};
  return {links.from(peer_), POLLIN, 0};
}

}  // namespace breakeven::crews
