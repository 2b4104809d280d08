#include "kernels/pi.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "kernels/pi_blocks.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/pi.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "kernels/simd_dispatch.hpp"

// One lane has no neighbours to multiply into, and vectors of a size that only the machine knows cannot be gathered in
// arrays: the compiler's own vectors must do there.
#if HWY_TARGET == HWY_SCALAR || HWY_HAVE_SCALABLE
HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
std::uint64_t count_hits_of_run(const BlockRun& run, Sampler sampler) { return count_hits_of_blocks(run, sampler); }
}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#else

#define BREAKEVEN_PI_VARIANT plain
#define BREAKEVEN_PI_ICE_LAKE 0
#include "kernels/pi_vectors-inl.hpp"
#undef BREAKEVEN_PI_VARIANT
#undef BREAKEVEN_PI_ICE_LAKE

#if HWY_TARGET == HWY_AVX3
#pragma push_macro("HWY_TARGET_STR")
#undef HWY_TARGET_STR
#define HWY_TARGET_STR HWY_TARGET_STR_AVX3 ",avx512vnni,avx512vbmi2,vaes"
#define BREAKEVEN_PI_VARIANT ice_lake
#define BREAKEVEN_PI_ICE_LAKE 1
#include "kernels/pi_vectors-inl.hpp"
#undef BREAKEVEN_PI_VARIANT
#undef BREAKEVEN_PI_ICE_LAKE
#pragma pop_macro("HWY_TARGET_STR")
#endif

HWY_BEFORE_NAMESPACE();
namespace breakeven::kernels::HWY_NAMESPACE {
std::uint64_t count_hits_of_run(const BlockRun& run, Sampler sampler) { return plain::count_hits_of_run(run, sampler); }
}  // namespace breakeven::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace breakeven::kernels {
namespace {

/// Runs longer than this are cut: 32-bit counters in the vector variants then never overflow.
constexpr std::uint64_t longest_run = std::uint64_t{1} << 24;

auto* variant() {
#if HWY_TARGETS & HWY_AVX3
  if (simd_level() == SimdLevel::avx512vnni) return &N_AVX3::ice_lake::count_hits_of_run;
#endif
  return BREAKEVEN_SIMD_VARIANT(count_hits_of_run);
}

}  // namespace

std::uint64_t count_hits(const pi::Sequence& sequence, Sampler sampler, std::uint64_t first, std::uint64_t count) {
  if (first > pi::index_limit || count > pi::index_limit - first) {
    throw std::invalid_argument("count_hits: sample indices end at 2^63");
  }
  constexpr std::uint64_t block_size = pi::samples_per_block;
  const std::uint64_t last = first + count;
  const std::uint64_t first_block = (first + block_size - 1) / block_size;
  const std::uint64_t last_block = last / block_size;
  if (first_block >= last_block) return count_hits_one_by_one(sequence, first, last);

  const auto count_run = variant();
  std::uint64_t hits = count_hits_one_by_one(sequence, first, first_block * block_size) +
                       count_hits_one_by_one(sequence, last_block * block_size, last);
  for (std::uint64_t block = first_block; block < last_block;) {
    // A multiple of longest_run is where a run ends, and so is every end of a chunk.
    const std::uint64_t end = std::min(last_block, (block / longest_run + 1) * longest_run);
    hits += count_run({sequence, block, static_cast<std::uint32_t>(end - block)}, sampler);
    block = end;
  }
  return hits;
}

}  // namespace breakeven::kernels
#endif
