#include "kernels/simd.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>

#include "breakeven/error.hpp"
#include "hwy/detect_targets.h"  // preprocessor only: which targets this build generates
#include "kernels/simd_targets.hpp"

namespace breakeven::kernels {
namespace {

constexpr SimdLevel all_simd_levels[] = {SimdLevel::baseline, SimdLevel::sse4, SimdLevel::avx2, SimdLevel::avx512,
                                         SimdLevel::avx512vnni};

constexpr bool generated(std::int64_t target) noexcept {
  return (HWY_TARGETS & target) != 0 && HWY_STATIC_TARGET != target;
}

constexpr bool compiled(SimdLevel level) noexcept {
  switch (level) {
    case SimdLevel::sse4: return generated(HWY_SSE4);
    case SimdLevel::avx2: return generated(HWY_AVX2);
    case SimdLevel::avx512:
    case SimdLevel::avx512vnni: return generated(HWY_AVX3);
    case SimdLevel::baseline: break;
  }
  return true;
}

bool supported(SimdLevel level) {
  if (!compiled(level)) return false;
  switch (level) {
    case SimdLevel::sse4: return machine_has_sse4();
    case SimdLevel::avx2: return machine_has_avx2();
    case SimdLevel::avx512: return machine_has_avx512();
    case SimdLevel::avx512vnni: return machine_has_avx512vnni();
    case SimdLevel::baseline: break;
  }
  return true;
}

std::string supported_names() {
  std::string names;
  for (const SimdLevel level : supported_simd_levels()) {
    if (!names.empty()) names += ", ";
    names += to_string(level);
  }
  return names;
}

SimdLevel default_simd_level() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in this program changes its environment while threads run
  const char* const wanted = std::getenv("BREAKEVEN_SIMD");
  if (wanted == nullptr) return supported_simd_levels().back();
  for (const SimdLevel level : supported_simd_levels()) {
    if (wanted == to_string(level)) return level;
  }
  throw UsageError("BREAKEVEN_SIMD=" + std::string(wanted) +
                   ": no instruction set of this machine and build; there are: " + supported_names());
}

/// Process-wide like the environment variable it comes from; only tests change it after the first use.
std::atomic<SimdLevel>& current_level() {
  static std::atomic<SimdLevel> level{default_simd_level()};
  return level;
}

}  // namespace

std::string_view to_string(SimdLevel level) noexcept {
  switch (level) {
    case SimdLevel::baseline: return "baseline";
    case SimdLevel::sse4: return "sse4";
    case SimdLevel::avx2: return "avx2";
    case SimdLevel::avx512: return "avx512";
    case SimdLevel::avx512vnni: return "avx512vnni";
  }
  return "unknown";
}

std::vector<SimdLevel> supported_simd_levels() {
  std::vector<SimdLevel> levels;
  std::copy_if(std::begin(all_simd_levels), std::end(all_simd_levels), std::back_inserter(levels), supported);
  return levels;
}

SimdLevel simd_level() { return current_level().load(std::memory_order_relaxed); }

void force_simd_level(SimdLevel level) {
  if (!supported(level)) {
    throw UsageError("this machine or build has no instruction set " + std::string(to_string(level)) +
                     "; there are: " + supported_names());
  }
  current_level().store(level, std::memory_order_relaxed);
}

}  // namespace breakeven::kernels
