#include "os/orphans.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include <fmt/format.h>

namespace breakeven::os {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds between_looks{5};
constexpr milliseconds patience_with_the_killed{1000};

/// False when there are no children, running or ended.
bool have_children() noexcept {
  pid_t ended = 0;
  do {
    ended = ::waitpid(-1, nullptr, WNOHANG);
  } while (ended > 0 || (ended < 0 && errno == EINTR));
  return ended == 0;
}

bool gone_within(milliseconds patience) noexcept {
  const auto deadline = steady_clock::now() + patience;
  while (have_children()) {
    if (steady_clock::now() >= deadline) return false;
    ::poll(nullptr, 0, static_cast<int>(between_looks.count()));
  }
  return true;
}

void kill_children() {
  for (const pid_t pid : children_of_this_process()) ::kill(pid, SIGKILL);
}

}  // namespace

std::vector<pid_t> children_of_this_process() {
  std::ifstream file(fmt::format("/proc/self/task/{}/children", ::getpid()));
  std::vector<pid_t> children;
  for (pid_t pid = 0; file >> pid;) children.push_back(pid);
  return children;
}

void adopt_orphans() noexcept { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

void end_orphans(milliseconds patience) noexcept try {
  if (gone_within(patience)) return;
  // Those that the killed ones leave behind are ours then.
  for (int generation = 0; generation < 10; ++generation) {
    kill_children();
    if (gone_within(patience_with_the_killed)) return;
  }
} catch (...) {
  // What cannot be listed cannot be killed.
}

}  // namespace breakeven::os
