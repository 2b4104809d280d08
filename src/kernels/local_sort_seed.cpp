// What Highway's vector sort asks of libhwy_contrib: the seed for its choice of pivots. Debian has that library as a
// shared one only, which a static executable cannot use. The versions ask by different names, so all are here; a
// fixed seed makes the time of a sort repeatable, and its worst case is O(n log n) whatever the pivots are.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "hwy/contrib/sort/vqsort.h"

namespace hwy {
namespace {

// The first 192 bits of the fraction of pi.
constexpr std::array<std::uint64_t, 3> seed{0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0};

}  // namespace

/// Highway up to 1.0.3, for every sort.
void Sorter::Fill24Bytes(const void* /*keys*/, std::size_t /*count*/, void* bytes) {
  std::memcpy(bytes, seed.data(), sizeof seed);
}

/// Later ones, for every thread. The state goes on from sort to sort.
std::uint64_t* GetGeneratorState() {
  thread_local std::array<std::uint64_t, 3> state = seed;
  return state.data();
}

/// And the newest.
bool Fill16BytesSecure(void* bytes) {
  std::memcpy(bytes, seed.data(), 16);
  return true;
}

}  // namespace hwy
