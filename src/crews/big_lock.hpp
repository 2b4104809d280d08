// One lock that whoever computes must hold, as in an interpreter with a global lock.
//
// The protocol is CPython's (Python/ceval_gil.c, since 3.2): a thread that has waited for the switch interval asks
// the holder to drop the lock; the holder does so at its next safe point and then waits until somebody else has it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace breakeven::crews {

class BigLock {
 public:
  /// CPython's default, sys.getswitchinterval().
  static constexpr std::chrono::milliseconds switch_interval{5};

  void acquire();
  void release();
  /// True when another thread wants the lock and has waited long enough. To be asked by the holder; cheap.
  bool asked_to_drop() const noexcept { return drop_requested_.load(std::memory_order_relaxed); }
  /// Gives the lock to another waiting thread and takes it again later.
  void hand_over();

 private:
  void take(std::unique_lock<std::mutex>& guard);

  std::mutex mutex_;
  std::condition_variable freed_;
  std::condition_variable switched_;
  bool held_ = false;
  int waiting_ = 0;
  std::uint64_t switches_ = 0;
  std::atomic<bool> drop_requested_{false};
};

}  // namespace breakeven::crews
