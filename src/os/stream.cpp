#include "os/stream.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

std::optional<std::size_t> write_some(int fd, std::span<const iovec> pieces) {
  for (;;) {
    const ssize_t written = ::writev(fd, pieces.data(), static_cast<int>(pieces.size()));
    if (written >= 0) return static_cast<std::size_t>(written);
    if (errno == EAGAIN) return 0;
    if (errno == EPIPE || errno == ECONNRESET) return std::nullopt;
    if (errno != EINTR) throw_errno("cannot write to another process");
  }
}

std::optional<std::size_t> read_some(int fd, std::span<const iovec> pieces) {
  for (;;) {
    const ssize_t count = ::readv(fd, pieces.data(), static_cast<int>(pieces.size()));
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0 || errno == ECONNRESET) return std::nullopt;
    if (errno == EAGAIN) return 0;
    if (errno != EINTR) throw_errno("cannot read from another process");
  }
}

bool readable_within(int fd, std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready >= 0) return ready > 0;
    if (errno != EINTR) throw_errno("cannot wait for another process");
  }
}

}  // namespace breakeven::os
