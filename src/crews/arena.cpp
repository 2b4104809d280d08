#include "crews/arena.hpp"

#include <sys/mman.h>

#include <functional>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::crews {
namespace {

constexpr std::size_t granule = std::size_t{2} << 20;  // a huge page
// A worker may show copies of several times its fair share of the machine's memory before its region is full.
constexpr std::size_t shares_per_region = 4;

constexpr std::size_t round_up(std::size_t bytes) { return (bytes + granule - 1) / granule * granule; }

std::size_t team_bytes(int size) { return round_up(Team::bytes_needed(size)); }

}  // namespace

std::size_t Arena::bytes_needed(int size) {
  const std::size_t region = round_up(os::usable_memory_bytes() / static_cast<std::size_t>(size) * shares_per_region);
  return team_bytes(size) + region * static_cast<std::size_t>(size);
}

Arena::Arena(const os::FileDescriptor& file, std::size_t bytes, int rank, int size)
    : mapping_(os::Mapping::shared(file, bytes)),
      first_region_(team_bytes(size)),
      region_bytes_((bytes - first_region_) / static_cast<std::size_t>(size)) {
  become(rank);
}

void Arena::become(int rank) noexcept {
  region_begin_ = first_region_ + region_bytes_ * static_cast<std::size_t>(rank);
}

bool Arena::contains(const std::byte* address) const noexcept {
  return !std::less<>{}(address, mapping_.data()) && std::less<>{}(address, mapping_.data() + mapping_.size());
}

std::span<std::byte> Arena::allocate(std::size_t bytes) {
  const std::size_t wanted = round_up(bytes);
  std::size_t begin = region_begin_;
  for (const auto& [used_begin, used_end] : used_) {
    if (used_begin - begin >= wanted) break;
    begin = used_end;
  }
  if (region_begin_ + region_bytes_ - begin < wanted) {
    throw Error(fmt::format("a worker needs {} bytes of shared memory, more than this machine has for it", bytes));
  }
  used_.emplace(begin, begin + wanted);
  return mapping_.bytes().subspan(begin, wanted);
}

void Arena::release(std::span<std::byte> memory) noexcept {
  const auto begin = static_cast<std::size_t>(memory.data() - mapping_.data());
  const auto block = used_.find(begin);
  if (block == used_.end()) return;
  ::madvise(memory.data(), block->second - begin, MADV_REMOVE);
  used_.erase(block);
}

}  // namespace breakeven::crews
