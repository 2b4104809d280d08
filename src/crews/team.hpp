// What the workers of one crew share when they share memory, be they threads or processes: a barrier, a slot each to
// show the others where its data is, a mailbox for every pair, and a flag that one of them has failed.
//
// All of it are lock-free atomics and futexes, so it may live in a mapping that processes see at different addresses.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/timeline.hpp"
#include "core/worker_board.hpp"
#include "crews/mailbox.hpp"

namespace breakeven::crews {

/// A worker's own cache lines; only it writes them, except where said.
struct alignas(128) TeamSlot {
  Place shown;                                ///< written before a barrier, read by peers after it
  WorkerBoard board{};                        ///< for the driver
  std::atomic<float> progress{0};             ///< for the driver: share of its work done
  alignas(16) std::byte scratch[1024 - 256];  ///< small values, of any type, are shown from here
  // A sleeper's bell: it counts the times that it was rung, which is only done when somebody sleeps.
  alignas(128) std::atomic<std::uint32_t> rings{0};
  std::atomic<std::uint32_t> sleeping{0};
};
static_assert(sizeof(TeamSlot) == 1024);
static_assert(std::atomic<float>::is_always_lock_free);

class Team {
 public:
  static constexpr std::size_t bytes_needed(int size) noexcept {
    const auto workers = static_cast<std::size_t>(size);
    return sizeof(Team) + sizeof(TeamSlot) * workers + sizeof(Mailbox) * workers * workers;
  }

  /// Constructs a team in zeroed memory of at least bytes_needed(size) bytes, aligned as it is. It has no destructor to
  /// call: it goes with the memory.
  static Team& construct_in(std::span<std::byte> memory, int size);
  /// The team that another process constructed there.
  static Team& at(std::byte* memory) noexcept { return *reinterpret_cast<Team*>(memory); }

  int size() const noexcept { return size_; }
  TeamSlot& slot(int worker) noexcept { return reinterpret_cast<TeamSlot*>(this + 1)[worker]; }
  /// What the workers' boards say of them.
  std::vector<WorkerLife> lives(const std::string& host);
  Mailbox& mailbox(int from, int to) noexcept { return reinterpret_cast<Mailbox*>(&slot(size_))[from * size_ + to]; }

  /// Returns when all workers have arrived; throws PeerFailed when one has failed. Everything written before it by
  /// anyone is visible to everyone after it. Spins for a moment when there are enough processors, giving way now and
  /// then, then sleeps.
  void synchronise();

  /// Calls `advance` until it returns true, which it does when a transfer of worker `worker` is complete. Whenever it
  /// may have changed what a peer waits for, that peer is to be told by wake(). Spins, sleeps and throws as
  /// synchronise().
  template <class Advance>
  void await(int worker, Advance advance);
  /// To be called after something was put into, or taken out of, a mailbox that `worker` may be waiting at.
  void wake(int worker) noexcept;

  /// Ends every present and future synchronise() and await() of this team with PeerFailed.
  void fail() noexcept;
  /// While all workers are idle.
  void begin_job() noexcept { withdrawn_.store(0); }
  /// The calling worker reads nothing of its peers any more in this job. To be called once by each.
  void withdraw() noexcept { withdrawn_.fetch_add(1); }
  /// Returns when all have withdrawn: what they could read may then be freed.
  void wait_until_all_withdrew() noexcept;
  bool failed() const noexcept { return (state_.load(std::memory_order_relaxed) & failed_bit) != 0; }

 private:
  static constexpr std::uint32_t failed_bit = 0x80000000;

  explicit Team(int size) noexcept;
  static void sleep(TeamSlot& slot, std::uint32_t rings) noexcept;
  static void ring(TeamSlot& slot) noexcept;
  /// For a moment; now and then for whoever else wants this processor, since that may be the awaited peer.
  static void pause(std::int32_t spin) noexcept;

  // The generation counts completed barriers; the failure is a bit of the same word, so that one futex covers both.
  alignas(128) std::atomic<std::uint32_t> state_{0};
  alignas(128) std::atomic<std::int32_t> arrived_{0};
  std::atomic<std::int32_t> sleepers_{0};
  std::atomic<std::int32_t> withdrawn_{0};
  std::int32_t size_;
  std::int32_t spins_;
};

template <class Advance>
void Team::await(int worker, Advance advance) {
  TeamSlot& own = slot(worker);
  for (std::int32_t spin = 0;; ++spin) {
    if (advance()) return;
    if (failed()) throw PeerFailed();
    if (spin < spins_) {
      pause(spin);
      continue;
    }
    // Announced before the last look: either that look sees what a peer did, or the peer sees us and rings.
    const std::uint32_t rings = own.rings.load();
    own.sleeping.store(1);
    const bool done = advance();
    if (!done && !failed()) sleep(own, rings);
    own.sleeping.store(0);
    if (done) return;
    spin = 0;
  }
}

inline void Team::wake(int worker) noexcept {
  TeamSlot& peer = slot(worker);
  if (peer.sleeping.load() != 0) ring(peer);
}

}  // namespace breakeven::crews
