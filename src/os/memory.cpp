#include "os/memory.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>
#include <limits>
#include <memory>
#include <string>

#include <fmt/format.h>

namespace breakeven::os {
namespace {

/// The text of a file of /proc. Allocates nothing: a worker asks for it right after a job.
class ProcFile {
 public:
  explicit ProcFile(const char* path) noexcept : ProcFile(FileDescriptor(::open(path, O_RDONLY | O_CLOEXEC)).get()) {}
  explicit ProcFile(int descriptor) noexcept {
    for (ssize_t n; size_ < sizeof text_ &&
                    (n = ::pread(descriptor, text_ + size_, sizeof text_ - size_, static_cast<off_t>(size_))) > 0;) {
      size_ += static_cast<std::size_t>(n);
    }
  }

  /// The value in bytes of a "Name:  123 kB" line; zero if there is none.
  std::uint64_t field_bytes(std::string_view name) const noexcept {
    const std::string_view all(text_, size_);
    const std::size_t at = all.find(name);
    if (at == std::string_view::npos) return 0;
    std::string_view rest = all.substr(at + name.size());
    rest.remove_prefix(std::min(rest.find_first_of("0123456789"), rest.size()));
    std::uint64_t kilobytes = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), kilobytes);
    return kilobytes * 1024;
  }

 private:
  char text_[8192];
  std::size_t size_ = 0;
};

/// A file about this process, kept open: what is asked before and after every job costs half as much so.
class OwnFile {
 public:
  OwnFile(const char* path, int flags) noexcept : path_(path), flags_(flags) {}

  int descriptor() noexcept {
    const pid_t pid = ::getpid();
    if (pid != owner_) {
      // A forked child's copy is about its parent, if nobody has closed it: not ours to close.
      file_.release();
      file_ = FileDescriptor(::open(path_, flags_ | O_CLOEXEC));
      owner_ = pid;
    }
    return file_.get();
  }

 private:
  const char* path_;
  int flags_;
  pid_t owner_ = 0;
  FileDescriptor file_;
};

std::uint64_t proc_field_bytes(const char* path, std::string_view name) noexcept {
  return ProcFile(path).field_bytes(name);
}

std::uint64_t control_group_limit_bytes() {
  std::ifstream self("/proc/self/cgroup");
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  for (std::string line; std::getline(self, line);) {
    if (!line.starts_with("0::")) continue;
    // The limit of a group holds for all groups below it.
    for (std::string group = line.substr(3); group.size() > 1; group.resize(group.find_last_of('/'))) {
      std::ifstream file("/sys/fs/cgroup" + group + "/memory.max");
      if (std::uint64_t value = 0; file >> value) limit = std::min(limit, value);
    }
  }
  return limit;
}

constexpr std::size_t huge_page = std::size_t{2} << 20U;

void* map_anonymous(std::size_t bytes) {
  void* address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) throw_errno(fmt::format("cannot allocate {} bytes of memory", bytes));
  return address;
}

}  // namespace

void Mapping::reset() noexcept {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
  bytes_ = {};
}

Mapping Mapping::anonymous(std::size_t bytes, Pages pages) {
  // First touch in 4 KiB pages costs many times more; a huge page that is half used costs less than its small ones.
  if (pages == Pages::huge && bytes >= huge_page / 2 && bytes <= PTRDIFF_MAX) return in_huge_pages(bytes);
  void* address = map_anonymous(bytes);
  ::madvise(address, bytes, MADV_NOHUGEPAGE);
  return Mapping({static_cast<std::byte*>(address), bytes});
}

/// Whole ones, aligned: the kernel makes none of what reaches over their borders.
Mapping Mapping::in_huge_pages(std::size_t bytes) {
  const std::size_t size = (bytes + huge_page - 1) / huge_page * huge_page;
  std::size_t space = size + huge_page;
  void* const begin = map_anonymous(space);
  void* aligned = begin;
  std::align(huge_page, size, aligned, space);
  auto* const data = static_cast<std::byte*>(aligned);
  const auto before = static_cast<std::size_t>(data - static_cast<std::byte*>(begin));
  if (before > 0) ::munmap(begin, before);
  if (space > size) ::munmap(data + size, space - size);
  ::madvise(data, size, MADV_HUGEPAGE);
  return Mapping({data, size});
}

Mapping Mapping::shared(const FileDescriptor& file, std::size_t bytes) {
  void* address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file.get(), 0);
  if (address == MAP_FAILED) throw_errno(fmt::format("cannot map {} bytes of shared memory", bytes));
  ::madvise(address, bytes, MADV_HUGEPAGE);
  return Mapping({static_cast<std::byte*>(address), bytes});
}

FileDescriptor make_memory_file(const char* label, std::size_t bytes) {
  FileDescriptor file(check(::memfd_create(label, MFD_CLOEXEC), "cannot create a file in memory"));
  check(::ftruncate(file.get(), static_cast<off_t>(bytes)), fmt::format("cannot reserve {} bytes of memory", bytes));
  return file;
}

std::uint64_t usable_memory_bytes() {
  // Asked at the start of every crew of processes, and slow to find out: a tenth of a millisecond.
  static const std::uint64_t bytes =
      std::min(proc_field_bytes("/proc/meminfo", "MemTotal:"), control_group_limit_bytes());
  return bytes;
}

std::uint64_t available_memory_bytes() {
  return std::min(proc_field_bytes("/proc/meminfo", "MemAvailable:"), control_group_limit_bytes());
}

std::uint64_t peak_memory_bytes() noexcept {
  thread_local OwnFile status("/proc/self/status", O_RDONLY);
  return ProcFile(status.descriptor()).field_bytes("VmHWM:");
}

MemoryUse memory_use() noexcept {
  const ProcFile file("/proc/self/smaps_rollup");
  return {file.field_bytes("Rss:"), file.field_bytes("Pss:"), file.field_bytes("AnonHugePages:")};
}

void give_back_free_memory() noexcept { ::malloc_trim(0); }

void reset_peak_memory() noexcept {
  thread_local OwnFile references("/proc/self/clear_refs", O_WRONLY);
  [[maybe_unused]] const auto ignored = ::write(references.descriptor(), "5", 1);
}

}  // namespace breakeven::os
