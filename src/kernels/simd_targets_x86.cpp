// GCC's and clang's run-time check: reads cpuid, and xgetbv for what the operating system saves.
#include <cpuid.h>

#include "kernels/simd_targets.hpp"

namespace breakeven::kernels {
namespace {

// The __builtin_cpu_supports of clang 14 and g++ 12 do not know all there is.

/// Register ecx of a leaf of cpuid.
unsigned features(unsigned leaf) noexcept {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid_count(leaf, 0, &eax, &ebx, &ecx, &edx) != 0 ? ecx : 0;
}
bool has_f16c() noexcept { return (features(1) & bit_F16C) != 0; }
bool has_vaes() noexcept { return (features(7) & bit_VAES) != 0; }

}  // namespace

bool machine_has_sse4() noexcept {
  __builtin_cpu_init();
  return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("aes");
}

bool machine_has_avx2() noexcept {
  return machine_has_sse4() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && has_f16c();
}

bool machine_has_avx512() noexcept {
  return machine_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd");
}

bool machine_has_avx512vnni() noexcept {
  return machine_has_avx512() && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vbmi2") &&
         has_vaes();
}

bool minimum_of_64_bits_is_slow() noexcept {
  __builtin_cpu_init();
  return __builtin_cpu_is("intel") != 0;
}

}  // namespace breakeven::kernels
