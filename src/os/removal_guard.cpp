#include "os/removal_guard.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace breakeven::os {
namespace {

/// In the child. Only system calls: other threads of the parent may have held locks.
[[noreturn]] void remove_at_end_of(int alive, const char* file) {
  ::setsid();
  ::prctl(PR_SET_NAME, "breakeven-guard");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  // Whoever waits for the end of our standard output or of a peer's socket must not have to wait for us.
  ::dup2(alive, 0);
  ::syscall(SYS_close_range, 1U, ~0U, 0U);
  char byte = 0;
  while (::read(0, &byte, 1) < 0 && errno == EINTR) {
  }
  ::unlink(file);
  ::_exit(0);
}

}  // namespace

RemovalGuard::RemovalGuard(const std::filesystem::path& file) {
  const std::string absolute = std::filesystem::absolute(file).string();
  int ends[2];
  check(::pipe2(ends, O_CLOEXEC), "cannot create a pipe");
  const FileDescriptor reading(ends[0]);
  alive_ = FileDescriptor(ends[1]);
  const pid_t pid = check(::fork(), "cannot start a process");
  if (pid == 0) remove_at_end_of(ends[0], absolute.c_str());
  child_ = ChildProcess(pid);
}

RemovalGuard::~RemovalGuard() {
  [[maybe_unused]] const auto told = ::write(alive_.get(), "x", 1);  // a forked worker may have the pipe open, too
  try {
    child_.wait();
  } catch (...) {
    // It removes the file all the same.
  }
}

}  // namespace breakeven::os
