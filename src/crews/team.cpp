#include "crews/team.hpp"

#include <chrono>
#include <new>
#include <thread>

#include "breakeven/error.hpp"
#include "os/futex.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

// 20 to 150 us, since a pause takes 10 to 140 cycles: long enough to meet workers that arrive soon, about as long as a
// sleep and a wake-up take. Who measures idle workers must let them wait for longer (workloads/talk_exercise.cpp).
constexpr std::int32_t spins_before_sleep = 2000;
// 1 to 3 us: more than a message takes whose sender is at it, less than one whose sender waits for this processor.
constexpr std::int32_t spins_before_yield = 64;

}  // namespace

void Team::pause(std::int32_t spin) noexcept {
  if (spin % spins_before_yield == spins_before_yield - 1) return std::this_thread::yield();
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

void Team::sleep(TeamSlot& slot, std::uint32_t rings) noexcept {
  os::futex_wait(slot.rings, rings, os::FutexReach::shared);
}

void Team::ring(TeamSlot& slot) noexcept {
  slot.rings.fetch_add(1);
  os::futex_wake_all(slot.rings, os::FutexReach::shared);
}

Team::Team(int size) noexcept : size_(size), spins_(size <= os::usable_processors() ? spins_before_sleep : 0) {}

Team& Team::construct_in(std::span<std::byte> memory, int size) {
  Team* team = new (memory.data()) Team(size);
  for (int worker = 0; worker < size; ++worker) new (&team->slot(worker)) TeamSlot;
  return *team;
}

std::vector<WorkerLife> Team::lives(const std::string& host) {
  std::vector<WorkerLife> lives;
  lives.reserve(static_cast<std::size_t>(size_));
  for (int worker = 0; worker < size_; ++worker) {
    const WorkerBoard& board = slot(worker).board;
    board.add_to(lives.emplace_back(WorkerLife{host, board.pid.load(std::memory_order_relaxed)}));
  }
  return lives;
}

void Team::synchronise() {
  const std::uint32_t generation = state_.load(std::memory_order_acquire);
  if ((generation & failed_bit) != 0) throw PeerFailed();
  if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == size_) {
    arrived_.store(0, std::memory_order_relaxed);
    std::uint32_t expected = generation;
    if (!state_.compare_exchange_strong(expected, (generation + 1) & ~failed_bit)) throw PeerFailed();
    if (sleepers_.load() > 0) os::futex_wake_all(state_, os::FutexReach::shared);
    return;
  }
  for (std::int32_t spin = 0; spin < spins_; ++spin) {
    if (state_.load(std::memory_order_acquire) != generation) break;
    pause(spin);
  }
  while (state_.load() == generation) {
    // Counted before the kernel compares the word again: either the last to arrive sees us, or we see its change.
    sleepers_.fetch_add(1);
    os::futex_wait(state_, generation, os::FutexReach::shared);
    sleepers_.fetch_sub(1);
  }
  if (failed()) throw PeerFailed();
}

void Team::fail() noexcept {
  state_.fetch_or(failed_bit);
  os::futex_wake_all(state_, os::FutexReach::shared);
  for (int worker = 0; worker < size_; ++worker) ring(slot(worker));
}

void Team::wait_until_all_withdrew() noexcept {
  // The job is lost already, so there is no hurry; a worker may be busy until its next safe point.
  while (withdrawn_.load() < size_) std::this_thread::sleep_for(std::chrono::microseconds(200));
}

}  // namespace breakeven::crews
