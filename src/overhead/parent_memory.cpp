#include "overhead/parent_memory.hpp"

#include <algorithm>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::overhead {
namespace {

// The rest may be at the edges, or not to be had for a moment.
constexpr double share_in_huge_pages = 0.95;

/// "always [madvise] never" says who may have huge pages; empty where the system says nothing.
std::string huge_page_policy() {
  std::ifstream file("/sys/kernel/mm/transparent_hugepage/enabled");
  std::string policy;
  std::getline(file, policy);
  return policy;
}

void require_huge_pages(std::uint64_t got, std::uint64_t wanted) {
  if (static_cast<double>(got) >= share_in_huge_pages * static_cast<double>(wanted)) return;
  const std::string policy = huge_page_policy();
  const bool forbidden = policy.empty() || policy.find("[never]") != std::string::npos;
  throw Error(fmt::format("huge pages are not to be had: {} of {} MiB came in them; {}", got >> 20, wanted >> 20,
                          forbidden ? "this system gives none (/sys/kernel/mm/transparent_hugepage/enabled)"
                                    : "memory may be in too small pieces"));
}

void require_small_pages(std::uint64_t got_huge) {
  if (got_huge == 0) return;
  throw Error(fmt::format("small pages are not to be had: {} MiB came in huge ones", got_huge >> 20));
}

}  // namespace

ParentMemory::ParentMemory(std::size_t bytes, os::Pages pages) {
  if (bytes == 0) return;
  const os::MemoryUse before = os::memory_use();
  mapping_ = os::Mapping::anonymous(bytes, pages);
  bytes_ = mapping_.bytes().first(bytes);
  write();
  const std::uint64_t huge = os::memory_use().huge_page_bytes - before.huge_page_bytes;
  if (pages == os::Pages::huge) {
    require_huge_pages(huge, bytes);
  } else {
    require_small_pages(huge);
  }
}

void ParentMemory::write() const noexcept {
  for (std::size_t at = 0; at < bytes_.size(); at += small_page_bytes) bytes_[at] = std::byte{1};
}

std::uint64_t memory_needed_for_parent(std::uint64_t bytes, std::uint64_t written_bytes) noexcept {
  constexpr std::uint64_t page_tables = 512;  // a word of 8 bytes for a page, the parent's and a child's
  constexpr std::uint64_t rest = std::uint64_t{64} << 20;
  return bytes + 2 * bytes / page_tables + std::min(bytes, written_bytes) + rest;
}

}  // namespace breakeven::overhead
