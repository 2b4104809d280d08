#include "study/launch_channel.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "os/file_descriptor.hpp"

namespace breakeven::study {
namespace {

struct Header {
  std::uint64_t bytes;
  MessageKind kind;
};

constexpr std::size_t piece_bytes = 1U << 16U;

template <class T>
std::span<const std::byte> bytes_of(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}

}  // namespace

void send_message(int socket, MessageKind kind, std::span<const std::byte> bytes) {
  Header header;
  std::memset(&header, 0, sizeof header);  // the gaps in it as well
  header.bytes = bytes.size();
  header.kind = kind;
  os::write_all(socket, bytes_of(header));
  os::write_all(socket, bytes);
}

bool wait_for_receipt(int socket) {
  std::byte receipt{};
  return os::read_up_to(socket, std::span(&receipt, 1)) == 1;
}

void send_receipt(int socket) noexcept {
  const char receipt = 0;
  while (::send(socket, &receipt, 1, MSG_NOSIGNAL) < 0 && errno == EINTR) continue;
}

bool MessageReader::read(int socket) {
  std::array<std::byte, piece_bytes> piece;
  for (;;) {
    const ssize_t count = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (count > 0) {
      unread_.insert(unread_.end(), piece.begin(), piece.begin() + count);
    } else if (count == 0 || errno == ECONNRESET) {
      return false;
    } else if (errno == EAGAIN) {
      return true;
    } else if (errno != EINTR) {
      os::throw_errno("cannot read what a launch has to say");
    }
  }
}

std::optional<LaunchMessage> MessageReader::next() {
  Header header{};
  if (unread_.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, unread_.data(), sizeof header);
  if (unread_.size() - sizeof header < header.bytes) return std::nullopt;
  const auto begin = unread_.begin() + static_cast<std::ptrdiff_t>(sizeof header);
  const auto end = begin + static_cast<std::ptrdiff_t>(header.bytes);
  LaunchMessage message{header.kind, {begin, end}};
  unread_.erase(unread_.begin(), end);
  return message;
}

}  // namespace breakeven::study
