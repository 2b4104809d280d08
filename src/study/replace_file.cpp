#include "study/replace_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/file_lock.hpp"
#include "os/output_file.hpp"

namespace breakeven::study {
namespace {

struct stat status_of(const os::FileDescriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  os::check(::fstat(file.get(), &status), fmt::format("cannot look at {}", path.string()));
  return status;
}

/// The file, locked; an invalid descriptor when there is none.
os::FileDescriptor open_locked(const std::filesystem::path& path) {
  for (;;) {
    os::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file.valid()) {
      if (errno == ENOENT) return file;
      os::throw_errno(fmt::format("cannot write {}", path.string()));
    }
    os::lock(file, path);
    if (os::is_still(file, path)) return file;
  }
}

void copy_content(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code failure;
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, failure);
  if (failure) throw Error(fmt::format("cannot copy {}: {}", from.string(), failure.message()));
}

/// False when another process created the target meanwhile.
bool try_replace(const std::filesystem::path& target, const FileChange& change) {
  const os::FileDescriptor locked = open_locked(target);
  const bool exists = locked.valid();
  const bool empty = !exists || status_of(locked, target).st_size == 0;
  os::OutputFile copy(target);
  if (exists) copy_content(target, copy.path());
  change(copy.path(), empty);
  if (!exists) return copy.commit_new();
  copy.commit();
  return true;
}

}  // namespace

void replace_file(const std::filesystem::path& target, const FileChange& change) {
  while (!try_replace(target, change)) continue;
}

}  // namespace breakeven::study
