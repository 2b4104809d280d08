// Memory that makes a process large: how much of it there is, and in which pages, is what a fork costs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "os/memory.hpp"

namespace breakeven::overhead {

inline constexpr std::size_t small_page_bytes = 4096;
inline constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;

class ParentMemory {
 public:
  /// Maps and touches `bytes` bytes, and makes sure by /proc/self/smaps_rollup that they came in pages as wanted.
  /// Throws Error when they did not, with the reason where the system gives one.
  ParentMemory(std::size_t bytes, os::Pages pages);

  std::span<std::byte> bytes() const noexcept { return bytes_; }

  /// Writes to each page, so that none is write-protected as all are after a fork.
  void write() const noexcept;

 private:
  os::Mapping mapping_;
  std::span<std::byte> bytes_;  // from a huge page's boundary on
};

/// What a process of `bytes` bytes takes in all when it forks children that write `written_bytes` of them.
std::uint64_t memory_needed_for_parent(std::uint64_t bytes, std::uint64_t written_bytes) noexcept;

}  // namespace breakeven::overhead
