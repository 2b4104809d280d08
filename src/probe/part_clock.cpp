#include "probe/part_clock.hpp"

#include <atomic>
#include <cstdint>

#include "probe/board.hpp"

namespace breakeven::probe {
namespace {

struct PartTime {
  std::int64_t nanoseconds;
  std::uint32_t count;
};

// One thread of a process starts it, forks, and initialises MPI, so there is one period at a time.
constinit thread_local bool counting = false;
constinit Period period{};
constinit Part current{};
constinit std::int64_t since = 0;
constinit PartTime times[part_count] = {};

constexpr std::int64_t no_fence = -1;
constexpr std::int64_t not_done = 0;
constinit std::atomic<std::int64_t> fence_end{no_fence};

void add(Part part, std::int64_t nanoseconds) noexcept {
  times[static_cast<std::size_t>(part)].nanoseconds += nanoseconds;
}

/// The time since the last switch belongs to the current part, or to the fence that goes on behind it.
void settle(std::int64_t until) noexcept {
  const std::int64_t done = fence_end.load(std::memory_order_acquire);
  std::int64_t waited = 0;
  if (current == Part::rest && done != no_fence) {
    const std::int64_t end = done == not_done || done > until ? until : done;
    waited = end > since ? end - since : 0;
  }
  if (done > not_done) fence_end.store(no_fence, std::memory_order_relaxed);
  add(Part::fence, waited);
  add(current, until - since - waited);
  since = until;
}

void enter(Part part) noexcept {
  settle(now());
  current = part;
}

}  // namespace

bool in_period() noexcept { return counting; }

void begin_period(Period begun) noexcept {
  for (PartTime& time : times) time = {};
  fence_end.store(no_fence, std::memory_order_relaxed);
  period = begun;
  current = Part::rest;
  since = now();
  counting = true;
}

void end_period(Period ended) noexcept {
  if (!counting || period != ended) return;
  settle(now());
  counting = false;
  for (std::size_t part = 0; part < part_count; ++part) {
    if (times[part].nanoseconds != 0) {
      stamp_part(period, static_cast<Part>(part), times[part].nanoseconds, times[part].count);
    }
  }
}

void forget_period() noexcept { counting = false; }

PartScope::PartScope(Part part) noexcept : counts_(counting) {
  if (!counts_) return;
  before_ = current;
  enter(part);
  ++times[static_cast<std::size_t>(part)].count;
}

PartScope::~PartScope() {
  if (counts_ && counting) enter(before_);
}

void fence_begins() noexcept {
  if (!counting) return;
  settle(now());  // until here nobody waited
  ++times[static_cast<std::size_t>(Part::fence)].count;
  fence_end.store(not_done, std::memory_order_release);
}

void fence_done() noexcept {
  std::int64_t expected = not_done;
  fence_end.compare_exchange_strong(expected, now(), std::memory_order_release, std::memory_order_relaxed);
}

}  // namespace breakeven::probe
