#include "ranks/parent_watch.hpp"

#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

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

/// The process number of mpirun, with which the name of its session directory ends; 0 if it is no mpirun.
pid_t mpirun_of_this_rank() {
  const char* directory = std::getenv("PMIX_SERVER_TMPDIR");
  const std::string_view text = directory == nullptr ? "" : directory;
  const std::size_t name = text.rfind("/pid.");
  if (name == std::string_view::npos) return 0;
  const std::string_view number = text.substr(name + 5);
  pid_t pid = 0;
  std::from_chars(number.data(), number.data() + number.size(), pid);
  return pid;
}

/// Open MPI's shared memory with a name, as this process has it mapped: its own segment and its neighbours'. Found
/// this way even when another rank has removed the session directory, which names the job.
void unlink_mapped_segments() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (const auto path = line.find("/dev/shm/vader_segment."); path != std::string::npos) {
      ::unlink(line.c_str() + path);
    }
  }
}

void remove_what_dead_mpirun_left() {
  const pid_t mpirun = mpirun_of_this_rank();
  if (mpirun == 0 || !os::process_has_ended(mpirun)) return;
  unlink_mapped_segments();
  launch::remove_open_mpi_leftovers(mpirun);
}

}  // namespace

ParentWatch::ParentWatch() : parent_(::getppid()), launcher_(mpirun_of_this_rank()) {
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

bool ParentWatch::orphaned() const {
  // The parent may have died before it was asked to tell, even before it could be asked who it is.
  return ::getppid() != parent_ || (launcher_ != 0 && os::process_has_ended(launcher_));
}

void ParentWatch::watch() const {
  const sigset_t awaited = parent_died_only();
  while (!orphaned()) {
    int signal = 0;
    ::sigwait(&awaited, &signal);
    if (stopping_) return;
  }
  // By a process of its own: the MPI library notices too, and would end this one in the middle of it.
  if (::fork() == 0) remove_what_dead_mpirun_left();
  ::_exit(1);
}

}  // namespace breakeven::ranks
