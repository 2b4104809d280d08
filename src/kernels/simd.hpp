// Which instruction set the vector kernels use. All of them give the same answers; only their speed differs.
//
// This stands in for Highway's own run-time dispatch because Debian has Highway's dispatcher in a shared library
// only, and a spawned worker is static: the loader's time would be measured as ours.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace breakeven::kernels {

/// Ordered: a machine that has one has all before it.
enum class SimdLevel : std::uint8_t {
  baseline,    ///< what every machine of the architecture has: NEON on AArch64, one number at a time on x86-64
  sse4,        ///< and AES
  avx2,        ///< and FMA, BMI
  avx512,      ///< F, BW, DQ, VL, CD: Skylake-SP
  avx512vnni,  ///< and VBMI2, VAES: Ice Lake, Zen 4
};

std::string_view to_string(SimdLevel level) noexcept;

/// The levels that this machine and this build both have, lowest first; never empty.
std::vector<SimdLevel> supported_simd_levels();

/// The one in use: the highest supported, or the one that the environment variable BREAKEVEN_SIMD names
/// ("baseline", "sse4", "avx2", "avx512", "avx512vnni"). Read once. Throws UsageError when it names none or one that is
/// not supported.
SimdLevel simd_level();

/// Forces a level for this process from now on; for tests. Throws UsageError when it is not supported.
void force_simd_level(SimdLevel level);

}  // namespace breakeven::kernels
