// What the machine can do. One implementation per architecture; CMakeLists.txt picks it.
#pragma once

namespace breakeven::kernels {

/// Everything Highway compiles its target HWY_AVX2 or HWY_AVX3 with, and an operating system that saves those
/// registers.
bool machine_has_avx2() noexcept;
bool machine_has_avx512() noexcept;

}  // namespace breakeven::kernels
