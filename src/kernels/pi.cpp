#include "kernels/pi.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "breakeven/pi_sample.hpp"
#include "kernels/pi_blocks.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/pi.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "kernels/simd_dispatch.hpp"
#if HWY_TARGET == HWY_SCALAR
HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
std::uint64_t count_hits_of_run(const BlockRun& run) { return count_hits_of_blocks(run); }
}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#else
#include "kernels/pi_vectors-inl.hpp"
#endif

#if HWY_ONCE
namespace breakeven::kernels {
namespace {

/// Runs longer than this are cut: 32-bit counters in the vector variants then never overflow.
constexpr std::uint64_t longest_run = std::uint64_t{1} << 24;

}  // namespace

std::uint64_t count_hits(std::uint64_t seed, std::uint64_t first, std::uint64_t count) {
  if (first > pi::index_limit || count > pi::index_limit - first) {
    throw std::invalid_argument("count_hits: sample indices end at 2^63");
  }
  constexpr std::uint64_t block_size = pi::samples_per_block;
  const std::uint64_t last = first + count;
  const std::uint64_t first_block = (first + block_size - 1) / block_size;
  const std::uint64_t last_block = last / block_size;
  if (first_block >= last_block) return count_hits_one_by_one(seed, first, last);

  const auto count_run = BREAKEVEN_SIMD_VARIANT(count_hits_of_run);
  std::uint64_t hits = count_hits_one_by_one(seed, first, first_block * block_size) +
                       count_hits_one_by_one(seed, last_block * block_size, last);
  for (std::uint64_t block = first_block; block < last_block;) {
    // A multiple of longest_run is where a run ends, and so is every end of a chunk.
    const std::uint64_t end = std::min(last_block, (block / longest_run + 1) * longest_run);
    hits += count_run({seed, block, static_cast<std::uint32_t>(end - block)});
    block = end;
  }
  return hits;
}

}  // namespace breakeven::kernels
#endif
