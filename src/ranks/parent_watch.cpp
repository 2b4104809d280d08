#include "ranks/parent_watch.hpp"

#include <signal.h>
#include <unistd.h>

#include "launch/open_mpi_leftovers.hpp"
#include "os/process.hpp"

namespace breakeven::ranks {
namespace {

/// A real-time signal, which neither MPI libraries nor batch systems use for anything.
int parent_died() { return SIGRTMIN + 3; }

sigset_t parent_died_only() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, parent_died());
  return set;
}

}  // namespace

ParentWatch::ParentWatch() : parent_(::getppid()) {
  const sigset_t blocked = parent_died_only();
  ::pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  os::die_with_parent(parent_died(), parent_);
  thread_ = std::thread([this] { watch(); });
}

ParentWatch::~ParentWatch() {
  stopping_ = true;
  ::kill(::getpid(), parent_died());
  thread_.join();
}

void ParentWatch::watch() const {
  const sigset_t awaited = parent_died_only();
  // The parent may have died before it was asked to tell.
  while (::getppid() == parent_) {
    int signal = 0;
    ::sigwait(&awaited, &signal);
    if (stopping_) return;
  }
  launch::remove_open_mpi_leftovers(parent_);
  ::_exit(1);
}

}  // namespace breakeven::ranks
