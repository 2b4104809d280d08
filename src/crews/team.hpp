// What the workers of one crew share when they share memory, be they threads or processes: a barrier, a slot each to
// show the others where its data is, and a flag that one of them has failed.
//
// All of it are lock-free atomics and futexes, so it may live in a mapping that processes see at different addresses.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "breakeven/timeline.hpp"

namespace breakeven::crews {

/// Where in the team's address space some bytes are: for threads the address itself, for processes the distance
/// from the start of the shared mapping.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

/// A worker's own cache lines; only it writes them, except where said.
struct alignas(128) TeamSlot {
  Place shown;                     ///< written before a barrier, read by peers after it
  PhaseBoard phase{};              ///< for the driver: in which phase this worker is, or died
  std::atomic<float> progress{0};  ///< for the driver: share of its work done
  std::byte scratch[1024 - 64];    ///< small values are shown from here
};
static_assert(sizeof(TeamSlot) == 1024);
static_assert(std::atomic<float>::is_always_lock_free);

class Team {
 public:
  static constexpr std::size_t bytes_needed(int size) noexcept {
    return sizeof(Team) + sizeof(TeamSlot) * static_cast<std::size_t>(size);
  }

  /// Constructs a team in zeroed memory of at least bytes_needed(size) bytes, aligned to a page. It has no destructor
  /// to call: it goes with the memory.
  static Team& construct_in(std::span<std::byte> memory, int size);
  /// The team that another process constructed there.
  static Team& at(std::byte* memory) noexcept { return *reinterpret_cast<Team*>(memory); }

  int size() const noexcept { return size_; }
  TeamSlot& slot(int worker) noexcept { return reinterpret_cast<TeamSlot*>(this + 1)[worker]; }

  /// Returns when all workers have arrived; throws PeerFailed when one has failed. Everything written before it by
  /// anyone is visible to everyone after it. Spins for a moment when there are enough processors, then sleeps.
  void synchronise();

  /// Ends every present and future synchronise() of this team with PeerFailed.
  void fail() noexcept;
  /// After a failure: the calling worker reads nothing of its peers any more. To be called once by each.
  void withdraw() noexcept { withdrawn_.fetch_add(1); }
  /// Returns when all have withdrawn: what they could read may then be freed.
  void wait_until_all_withdrew() noexcept;
  bool failed() const noexcept { return (state_.load(std::memory_order_relaxed) & failed_bit) != 0; }

 private:
  static constexpr std::uint32_t failed_bit = 0x80000000;

  explicit Team(int size) noexcept;

  // The generation counts completed barriers; the failure is a bit of the same word, so that one futex covers both.
  alignas(128) std::atomic<std::uint32_t> state_{0};
  alignas(128) std::atomic<std::int32_t> arrived_{0};
  std::atomic<std::int32_t> sleepers_{0};
  std::atomic<std::int32_t> withdrawn_{0};
  std::int32_t size_;
  std::int32_t spins_;
};

}  // namespace breakeven::crews
