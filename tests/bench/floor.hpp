// How fast this machine could be at most: rates that are measured here, in the run that they are compared with.
#pragma once

#include <cstddef>

namespace breakeven::bench {

/// Clock of one core under load, in cycles per ns: a chain of additions, one a cycle.
double clock_rate();

/// Products of 32 x 32 bits in 64-bit lanes, as Philox needs them, per ns of one core, with vectors as wide as
/// kernels::simd_level() allows. Nothing but multiplications, which do not wait for each other.
double product_rate();

/// Rounds of AES on 128-bit blocks per ns of one core, likewise; 0 at a level without AES.
double aes_round_rate();

/// Bytes per ns that one core reads and writes when it copies `bytes` from memory to memory, both counted.
double copy_rate(std::size_t bytes);

}  // namespace breakeven::bench
