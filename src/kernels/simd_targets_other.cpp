// Architectures where the baseline (NEON on AArch64) is all there is.
#include "kernels/simd_targets.hpp"

namespace breakeven::kernels {

bool machine_has_sse4() noexcept { return false; }
bool machine_has_avx2() noexcept { return false; }
bool machine_has_avx512() noexcept { return false; }
bool machine_has_avx512vnni() noexcept { return false; }
bool minimum_of_64_bits_is_slow() noexcept { return false; }

}  // namespace breakeven::kernels
