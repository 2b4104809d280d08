// Mapped memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

/// Of which size pages are asked for.
enum class Pages : std::uint8_t {
  huge,   ///< where the system allows it
  small,  ///< 4 KiB (or what this architecture has), for certain
};

/// An owned mapping.
class Mapping {
 public:
  Mapping() noexcept = default;
  Mapping(Mapping&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  Mapping& operator=(Mapping&& other) noexcept {
    if (this != &other) {
      reset();
      bytes_ = std::exchange(other.bytes_, {});
    }
    return *this;
  }
  ~Mapping() { reset(); }

  std::span<std::byte> bytes() const noexcept { return bytes_; }
  std::byte* data() const noexcept { return bytes_.data(); }
  std::size_t size() const noexcept { return bytes_.size(); }
  std::span<std::byte> release() noexcept { return std::exchange(bytes_, {}); }
  /// Owns again what release() gave away.
  static Mapping adopt(std::span<std::byte> bytes) noexcept { return Mapping(bytes); }

  /// Private memory of this process, so many bytes or a little more. Throws Error when there is none.
  static Mapping anonymous(std::size_t bytes, Pages pages = Pages::huge);
  /// All of `file` (a regular file or memfd), shared with everyone who maps it. Address space is reserved, memory
  /// is taken page by page as it is touched.
  static Mapping shared(const FileDescriptor& file, std::size_t bytes);

 private:
  static Mapping in_huge_pages(std::size_t bytes);
  explicit Mapping(std::span<std::byte> bytes) noexcept : bytes_(bytes) {}
  void reset() noexcept;
  std::span<std::byte> bytes_;
};

/// A nameless file in memory of `bytes` bytes, all holes: it vanishes with its last user, however that one ends.
FileDescriptor make_memory_file(const char* label, std::size_t bytes);

/// Memory that this process may use: of the machine, or of its control group if that is less; as found at the first
/// call.
std::uint64_t usable_memory_bytes();
/// Memory of the machine that could be had now without swapping.
std::uint64_t available_memory_bytes();

/// What a process has in memory.
struct MemoryUse {
  std::uint64_t resident_bytes = 0;
  std::uint64_t proportional_bytes = 0;  ///< what n processes share counts as an n-th part of it
  std::uint64_t huge_page_bytes = 0;     ///< of its private memory
};
/// Of this process, now; zeros where the system does not tell. Takes milliseconds per GiB in small pages.
MemoryUse memory_use() noexcept;

/// Gives what the C library keeps of freed memory back to the system, so that the next allocation finds none of it.
void give_back_free_memory() noexcept;

/// The largest resident set of this process since it started or since reset_peak_memory(). Zero if unknown.
/// Unlike getrusage's ru_maxrss it does not carry over what the program that called exec used.
std::uint64_t peak_memory_bytes() noexcept;
/// Starts peak_memory_bytes() anew from what is resident now. No effect where the system does not allow it.
void reset_peak_memory() noexcept;

}  // namespace breakeven::os
