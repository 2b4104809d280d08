// Bytes into and out of a pipe or a stream socket that does not block.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <optional>
#include <span>

namespace breakeven::os {

/// Moves as many bytes as go now, in one system call: none when that would block. Nothing when the other end is
/// closed: nobody will read what is written, or everything has been read. `pieces` must not be empty altogether.
/// Throws Error. To be used where SIGPIPE is ignored.
std::optional<std::size_t> write_now(int fd, std::span<const iovec> pieces);
std::optional<std::size_t> read_now(int fd, std::span<const iovec> pieces);

}  // namespace breakeven::os
