// Picks the variant of a kernel that simd_level() asks for, among those Highway's foreach_target.h compiled.
//
// A kernel looks like this (kernel.cpp):
//
//   #include "kernels/kernel.hpp"            // its own header and the standard's: outside of any target region
//   #undef HWY_TARGET_INCLUDE
//   #define HWY_TARGET_INCLUDE "kernels/kernel.cpp"
//   #include "hwy/foreach_target.h"          // compiles this file once more per target
//   #include "hwy/highway.h"
//   #include "kernels/simd_dispatch.hpp"
//
//   HWY_BEFORE_NAMESPACE();
//   namespace breakeven::kernels::HWY_NAMESPACE {
//   namespace hn = hwy::HWY_NAMESPACE;
//   std::uint64_t work(std::uint64_t n) { ... }
//   }
//   HWY_AFTER_NAMESPACE();
//
//   #if HWY_ONCE
//   namespace breakeven::kernels {
//   std::uint64_t work(std::uint64_t n) { return BREAKEVEN_SIMD_VARIANT(work)(n); }
//   }
//   #endif
//
// Four targets at most are generated (HWY_DISABLED_TARGETS in this folder's CMakeLists.txt disables the others):
//
//   baseline   HWY_STATIC_TARGET, what the compiler's flags allow everywhere. For plain x86-64 that is HWY_SCALAR up
//              to Highway 1.0.3 and HWY_SSE2 in later ones; for AArch64 NEON. HWY_SCALAR has one lane and lacks
//              operations that cross lanes: a kernel must bring ordinary C++ for it.
//   sse4       HWY_SSE4
//   avx2       HWY_AVX2
//   avx512     HWY_AVX3 (F, BW, DQ, VL, CD). Also for the level avx512vnni, unless a kernel has a variant of its own
//              for it (pi.cpp). Not HWY_AVX3_DL: Highway 1.0.3 compiles that one with AVX-VNNI, which Ice Lake and
//              Zen 4 lack.
//
// With flags that raise the baseline (-march=native) the lower variants vanish and only the baseline is left.
#pragma once

#include <type_traits>

#include "hwy/highway.h"
#include "kernels/simd.hpp"

namespace breakeven::kernels {

/// A variant that was not compiled is null; its level is then not among supported_simd_levels().
template <class Function>
Function* simd_variant(Function* baseline, std::type_identity_t<Function>* sse4, std::type_identity_t<Function>* avx2,
                       std::type_identity_t<Function>* avx512) {
  switch (simd_level()) {
    case SimdLevel::avx512vnni:
    case SimdLevel::avx512: return avx512;
    case SimdLevel::avx2: return avx2;
    case SimdLevel::sse4: return sse4;
    case SimdLevel::baseline: break;
  }
  return baseline;
}

}  // namespace breakeven::kernels

/// A pointer to the wanted variant of FUNCTION, which every target's namespace must define. Costs a load and two
/// predictable branches: dispatch once per block of work.
#define BREAKEVEN_SIMD_VARIANT(FUNCTION)                                                        \
  ::breakeven::kernels::simd_variant(&HWY_STATIC_DISPATCH(FUNCTION), HWY_CHOOSE_SSE4(FUNCTION), \
                                     HWY_CHOOSE_AVX2(FUNCTION), HWY_CHOOSE_AVX3(FUNCTION))
