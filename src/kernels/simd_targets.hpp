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

/// Whether AVX-512's minimum of 64-bit integers takes longer than a comparison and a blend: on Intel's machines.
bool minimum_of_64_bits_is_slow() noexcept;

}  // namespace breakeven::kernels
