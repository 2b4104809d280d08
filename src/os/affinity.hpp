// Which processors processes and threads may run on, and keeping a thread where it is told to be.
#pragma once

#include <sched.h>
#include <sys/types.h>

#include <span>
#include <string>
#include <vector>

namespace breakeven::os {

/// By number, ascending; of the process's first thread, or the calling one if `process` is 0. Empty when it cannot be
/// known: the process has ended, or is of another host. One system call.
std::vector<int> affinity_of(pid_t process);

/// "0-3,8", as the kernel lists processors. `processors` are ascending.
std::string processor_list(std::span<const int> processors);

/// Keeps the calling thread on one processor, by the number that the kernel knows it by; afterwards it may go where it
/// might before. To be destroyed by the same thread.
class PinnedThread {
 public:
  /// Throws Error for a processor that is not there, or that this process may not use.
  explicit PinnedThread(int processor);
  ~PinnedThread();
  PinnedThread(const PinnedThread&) = delete;
  PinnedThread& operator=(const PinnedThread&) = delete;

 private:
  cpu_set_t before_{};
};

}  // namespace breakeven::os
