// A rank never outlives what started it, and leaves nothing behind then.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <thread>

namespace breakeven::ranks {

/// As long as it lives, this process ends when its parent (mpirun, orted, slurmstepd, or the driver) does, however
/// that one ends: the kernel sends a signal, and a thread that waits for nothing else removes what mpirun, if that is
/// dead, can no longer remove itself, and exits. To be constructed first of all, while this is the only thread: later
/// ones inherit that the signal is blocked.
class ParentWatch {
 public:
  ParentWatch();
  ~ParentWatch();
  ParentWatch(const ParentWatch&) = delete;
  ParentWatch& operator=(const ParentWatch&) = delete;

 private:
  void watch() const;
  bool orphaned() const;

  pid_t parent_;
  pid_t launcher_;  ///< mpirun, which need not be the parent; 0 for other launchers
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace breakeven::ranks
