// Bytes into and out of pipes and stream sockets, piece by piece.
#pragma once

#include <sys/uio.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

namespace breakeven::os {

/// Moves as many bytes as one system call does: none when it would have to wait and the descriptor does not block.
/// Nothing when the other end is closed: nobody will read what is written, or everything has been read. `pieces` must
/// not be empty altogether. Throws Error. To be used where SIGPIPE is ignored.
std::optional<std::size_t> write_some(int fd, std::span<const iovec> pieces);
std::optional<std::size_t> read_some(int fd, std::span<const iovec> pieces);

/// Whether there is something to read, or an end, within so long. Signals do not cut it short: who is to be interrupted
/// polls the interrupt_descriptor(), too. Throws Error.
bool readable_within(int fd, std::chrono::milliseconds timeout);

}  // namespace breakeven::os
