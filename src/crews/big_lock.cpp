#include "crews/big_lock.hpp"

namespace breakeven::crews {

void BigLock::take(std::unique_lock<std::mutex>& guard) {
  ++waiting_;
  while (held_) {
    const std::uint64_t before = switches_;
    const bool timed_out = freed_.wait_for(guard, switch_interval) == std::cv_status::timeout;
    if (timed_out && held_ && switches_ == before) drop_requested_.store(true, std::memory_order_relaxed);
  }
  --waiting_;
  held_ = true;
  ++switches_;
  drop_requested_.store(false, std::memory_order_relaxed);
  switched_.notify_all();
}

void BigLock::acquire() {
  std::unique_lock guard(mutex_);
  take(guard);
}

void BigLock::release() {
  const std::lock_guard guard(mutex_);
  held_ = false;
  freed_.notify_one();
}

void BigLock::hand_over() {
  std::unique_lock guard(mutex_);
  held_ = false;
  freed_.notify_one();
  // Without waiting for the switch this thread, being awake, would nearly always win the lock back.
  const std::uint64_t before = switches_;
  switched_.wait(guard, [&] { return switches_ != before || waiting_ == 0; });
  take(guard);
}

}  // namespace breakeven::crews
