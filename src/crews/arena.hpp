// Memory that all processes of a crew see: one nameless file in memory, mapped by each of them wherever it fits.
// First the team, then a region of its own for every worker, for copies of what its peers shall read and cannot read
// in place.
//
// Regions are address space, not memory: pages are taken when touched and given back when released.
#pragma once

#include <cstddef>
#include <map>
#include <span>

#include "crews/team.hpp"
#include "os/memory.hpp"

namespace breakeven::crews {

class Arena {
 public:
  /// How large the file for a crew of `size` has to be.
  static std::size_t bytes_needed(int size);

  /// Maps `file`, as worker `rank` (or as the driver: any rank).
  Arena(const os::FileDescriptor& file, std::size_t bytes, int rank, int size);

  /// In a forked child, which has its parent's mapping: allocates as worker `rank` from now on.
  void become(int rank) noexcept;

  std::span<std::byte> bytes() const noexcept { return mapping_.bytes(); }
  bool contains(const std::byte* address) const noexcept;
  /// At least so much page-aligned memory in this worker's region, first fit. Throws Error when the region is full.
  std::span<std::byte> allocate(std::size_t bytes);
  void release(std::span<std::byte> memory) noexcept;

 private:
  os::Mapping mapping_;
  std::size_t first_region_;
  std::size_t region_bytes_;
  std::size_t region_begin_ = 0;
  std::map<std::size_t, std::size_t> used_;  // begin -> end, as offsets
};

}  // namespace breakeven::crews
