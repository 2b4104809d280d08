// What the machine can do. One implementation per architecture; CMakeLists.txt picks it.
#pragma once

namespace breakeven::kernels {

/// Everything Highway compiles its target HWY_SSE4, HWY_AVX2 or HWY_AVX3 with, and an operating system that saves those
/// registers.
bool machine_has_sse4() noexcept;
bool machine_has_avx2() noexcept;
bool machine_has_avx512() noexcept;
/// And VNNI, VBMI2 and VAES on 512 bits.
bool machine_has_avx512vnni() noexcept;

}  // namespace breakeven::kernels
