#include "study/replace_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/file_lock.hpp"
#include "os/interrupt.hpp"
#include "os/output_file.hpp"

namespace breakeven::study {
namespace {

struct stat status_of(const os::FileDescriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  os::check(::fstat(file.get(), &status), fmt::format("cannot look at {}", path.string()));
  return status;
}

/// Our turn to change the file. There is no lock when there is no file, or none to lock on this file system.
struct LockedFile {
  os::FileDescriptor file;
  bool locked = false;
};

LockedFile wait_and_lock(const std::filesystem::path& path) {
  for (;;) {
    LockedFile old{os::FileDescriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC))};
    if (!old.file.valid()) {
      if (errno == ENOENT) return old;
      os::throw_errno(fmt::format("cannot write {}", path.string()));
    }
    old.locked = os::lock(old.file, path);
    if (os::is_still(old.file, path)) return old;
  }
}

void copy_content(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code failure;
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, failure);
  if (failure) throw Error(fmt::format("cannot copy {}: {}", from.string(), failure.message()));
}

/// False when another process created the target meanwhile, and perhaps removed this copy, for an abandoned one, while
/// it was being changed.
bool change_new(os::OutputFile& copy, const FileChange& change) {
  try {
    change(copy.path(), true);
  } catch (const Error&) {
    if (copy.was_removed()) return false;
    throw;
  }
  return copy.commit_new();
}

/// False when another process created the target meanwhile.
bool try_replace(const std::filesystem::path& target, const FileChange& change) {
  const LockedFile old = wait_and_lock(target);
  const bool exists = old.file.valid();
  const bool empty = !exists || status_of(old.file, target).st_size == 0;
  if (old.locked) os::remove_abandoned(target);
  os::OutputFile copy(target);
  if (!exists) return change_new(copy, change);
  copy_content(target, copy.path());
  change(copy.path(), empty);
  copy.commit();
  return true;
}

}  // namespace

void replace_file(const std::filesystem::path& target, const FileChange& change) {
  while (!try_replace(target, change)) os::throw_if_interrupted();
}

}  // namespace breakeven::study
