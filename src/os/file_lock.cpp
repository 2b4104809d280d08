#include "os/file_lock.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <cerrno>

#include <fmt/format.h>

#include "os/interrupt.hpp"

namespace breakeven::os {
namespace {

bool no_locks_here(int error) { return error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP; }

constexpr int poll_milliseconds = 5;

}  // namespace

Lock try_lock(const FileDescriptor& file, const std::filesystem::path& path) {
  struct flock whole_file {};
  whole_file.l_type = F_WRLCK;
  whole_file.l_whence = SEEK_SET;
  if (::fcntl(file.get(), F_OFD_SETLK, &whole_file) == 0) return Lock::taken;
  if (errno == EAGAIN || errno == EACCES) return Lock::held;
  if (no_locks_here(errno)) return Lock::no_such_thing;
  throw_errno(fmt::format("cannot lock {}", path.string()));
}

bool lock(const FileDescriptor& file, const std::filesystem::path& path) {
  const bool interruptible = interrupted_by() == 0;
  pollfd interrupt{interruptible ? interrupt_descriptor() : -1, POLLIN, 0};
  for (;;) {
    const Lock now = try_lock(file, path);
    if (now != Lock::held) return now == Lock::taken;
    // F_OFD_SETLKW would hear no signal: system calls are restarted after one.
    ::poll(&interrupt, 1, poll_milliseconds);
    if (interruptible) throw_if_interrupted();
  }
}

bool is_still(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat now {};
  if (::stat(path.c_str(), &now) != 0) return false;
  struct stat ours {};
  check(::fstat(file.get(), &ours), fmt::format("cannot look at {}", path.string()));
  return ours.st_ino == now.st_ino && ours.st_dev == now.st_dev;
}

}  // namespace breakeven::os
