#include "os/futex.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>

namespace breakeven::os {
namespace {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

void futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value, FutexReach reach) noexcept {
  if (reach == FutexReach::process) operation |= FUTEX_PRIVATE_FLAG;
  ::syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), operation, value, nullptr, nullptr, 0);
}

}  // namespace

void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, FutexReach reach) noexcept {
  futex(word, FUTEX_WAIT, expected, reach);
}

void futex_wake_all(std::atomic<std::uint32_t>& word, FutexReach reach) noexcept {
  futex(word, FUTEX_WAKE, INT_MAX, reach);
}

}  // namespace breakeven::os
