// A rank never outlives what started it, and leaves nothing behind then.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <thread>

namespace breakeven::ranks {

/// As long as it lives, this process ends when its parent (mpirun, orted, slurmstepd, or the driver) does, however
/// that one ends: the kernel sends a signal, and a thread that waits for nothing else removes what the parent, if it
/// was mpirun, can no longer remove itself, and exits. To be constructed first of all, while this is the only thread:
/// later ones inherit that the signal is blocked.
class ParentWatch {
 public:
  ParentWatch();
  ~ParentWatch();
  ParentWatch(const ParentWatch&) = delete;
  ParentWatch& operator=(const ParentWatch&) = delete;

 private:
  void watch() const;

  pid_t parent_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace breakeven::ranks
