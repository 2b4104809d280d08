// Keeping a thread where it is told to be.
#pragma once

#include <sched.h>

namespace breakeven::os {

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
