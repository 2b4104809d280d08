// What a worker shows its driver all the time: in which phase it is, and when it passed its milestones. In memory that
// both see, where there is any; so that it can be read when the worker is gone.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "breakeven/worker_life.hpp"

namespace breakeven {

/// Zeroed memory is a valid board: nothing has happened.
class WorkerBoard {
 public:
  PhaseBoard phase;
  std::atomic<std::int64_t> pid;

  void stamp(Milestone milestone, TimePoint when = Clock::now()) noexcept {
    const Duration since = when.time_since_epoch();
    milestones_[static_cast<std::size_t>(milestone)].store(since.count(), std::memory_order_relaxed);
  }
  /// Sets the milestones of `life` that have been passed.
  void add_to(WorkerLife& life) const noexcept {
    for (std::size_t i = 0; i < milestone_count; ++i) {
      if (const std::int64_t stamp = milestones_[i].load(std::memory_order_relaxed)) life.nanoseconds[i] = stamp;
    }
  }

 private:
  std::array<std::atomic<std::int64_t>, milestone_count> milestones_;
};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

}  // namespace breakeven
