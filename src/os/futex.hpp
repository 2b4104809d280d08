// Sleeping on a word of memory until somebody wakes those who do (futex(2)). std::atomic::wait spins and yields first,
// which costs more than it saves where threads are about to be started or ended, and does not reach other processes.
#pragma once

#include <atomic>
#include <cstdint>

namespace breakeven::os {

enum class FutexReach : std::uint8_t {
  process,  ///< the threads of this process
  shared,   ///< whoever has mapped the memory
};

/// Returns when woken, at once when the word is not `expected`, or for no reason.
void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, FutexReach reach) noexcept;
void futex_wake_all(std::atomic<std::uint32_t>& word, FutexReach reach) noexcept;

}  // namespace breakeven::os
