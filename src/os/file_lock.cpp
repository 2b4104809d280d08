#include "os/file_lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include <fmt/format.h>

#include "os/interrupt.hpp"

namespace breakeven::os {
namespace {

bool no_locks_here(int error) { return error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP; }

int set_lock(const FileDescriptor& file, int command) {
  struct flock whole_file {};
  whole_file.l_type = F_WRLCK;
  whole_file.l_whence = SEEK_SET;
  return ::fcntl(file.get(), command, &whole_file);
}

}  // namespace

void lock(const FileDescriptor& file, const std::filesystem::path& path) {
  while (set_lock(file, F_OFD_SETLKW) != 0) {
    if (no_locks_here(errno)) return;
    if (errno != EINTR) throw_errno(fmt::format("cannot lock {}", path.string()));
    throw_if_interrupted();
  }
}

bool try_lock(const FileDescriptor& file, const std::filesystem::path& path) {
  if (set_lock(file, F_OFD_SETLK) == 0 || no_locks_here(errno)) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  throw_errno(fmt::format("cannot lock {}", path.string()));
}

bool is_still(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat now {};
  if (::stat(path.c_str(), &now) != 0) return false;
  struct stat ours {};
  check(::fstat(file.get(), &ours), fmt::format("cannot look at {}", path.string()));
  return ours.st_ino == now.st_ino && ours.st_dev == now.st_dev;
}

}  // namespace breakeven::os
