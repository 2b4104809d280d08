// What a forked child pays when it first writes memory that it has from its parent: a fault, and a copy, for each page.
#pragma once

#include <cstddef>
#include <span>

namespace breakeven::overhead {

/// Writing one byte every so many, for each byte written.
struct PageWrites {
  double seconds = 0;
  double faults = 0;
};

struct CopyOnWrite {
  PageWrites first;  ///< memory that the child shares with its parent
  PageWrites again;  ///< the same memory, which is the child's own now, and warm
};

/// Forks a child that writes a byte every `stride` bytes of `memory`, twice. Throws Error when it dies of it.
CopyOnWrite write_in_child(std::span<std::byte> memory, std::size_t stride);

}  // namespace breakeven::overhead
