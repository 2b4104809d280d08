#include "os/guard.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <utility>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

/// In the child.
[[noreturn]] void wait_and_do(int parent, const std::function<void()>& at_the_end) noexcept {
  ::setsid();
  ::prctl(PR_SET_NAME, "breakeven-guard");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
  // Whoever waits for the end of our standard output or of a peer's socket must not have to wait for us.
  ::dup2(parent, 0);
  ::syscall(SYS_close_range, 1U, ~0U, 0U);
  char byte = 0;
  [[maybe_unused]] const auto ready = ::write(0, &byte, 1);
  while (::read(0, &byte, 1) < 0 && errno == EINTR) {
  }
  at_the_end();
  ::_exit(0);
}

}  // namespace

Guard::Guard(const std::function<void()>& at_the_end) {
  SocketPair sockets = make_socket_pair();
  const pid_t pid = check(::fork(), "cannot start a process");
  if (pid == 0) wait_and_do(sockets.theirs.get(), at_the_end);
  child_ = ChildProcess(pid);
  sockets.theirs.reset();  // or this would wait for ever for the word of a child that has been killed
  connection_ = std::move(sockets.ours);
  std::byte ready{};
  if (read_up_to(connection_.get(), {&ready, 1}) == 0)
    throw Error("a process that was to put things in order in the end has died");
}

Guard::~Guard() {
  // Closing the connection would not do: a forked worker may have it open, too.
  [[maybe_unused]] const auto told = ::send(connection_.get(), "x", 1, MSG_NOSIGNAL);
  try {
    child_.wait();
  } catch (...) {
    // It does it all the same.
  }
}

}  // namespace breakeven::os
