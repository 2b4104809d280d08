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
  if (complete() || blocked_ || awaits_link(links)) return;
  Link& link = outgoing_ ? links.to(peer_) : links.from(peer_);
  link.set_blocking(false);
  while (!complete() && move_some(link)) continue;
  blocked_ = !complete();
}

void StreamMessage::finish(Links& links) {
  if (complete()) return;
  Link& link = outgoing_ ? links.to(peer_) : links.from(peer_);
  link.set_blocking(true);
  while (!complete()) move_some(link);
}

bool StreamMessage::move_some(Link& link) {
  Pieces room;
  const auto pieces = left(room);
  const auto moved = outgoing_ ? os::write_some(link.descriptor(), pieces) : os::read_some(link.descriptor(), pieces);
  if (!moved) throw PeerFailed();
  moved_ += *moved;
  check_length();
  std::size_t wanted = 0;
  for (const iovec& piece : pieces) wanted += piece.iov_len;
  return *moved == wanted;
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
  // A long one's header goes by itself: in a pipe, what follows then fills whole pages as it fills its own memory's.
  const bool header_alone = outgoing_ && moved_ < sizeof header_ && !fits_a_link();
  return std::span(room).first(header_alone ? 1 : count);
}

void StreamMessage::check_length() const {
  if (outgoing_ || moved_ < sizeof header_ || header_ == length_) return;
  throw std::logic_error(
      fmt::format("Communicator::receive: worker {} sent {} bytes, and {} were expected", peer_, header_, length_));
}

pollfd StreamMessage::interest(Links& links) const {
  if (complete() || awaits_link(links)) return {-1, 0, 0};
  if (outgoing_) return {links.to(peer_).descriptor(), POLLOUT, 0};
  return {links.from(peer_).descriptor(), POLLIN, 0};
}

}  // namespace breakeven::crews
