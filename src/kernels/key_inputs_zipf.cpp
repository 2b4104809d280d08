#include "kernels/key_inputs_zipf.hpp"

namespace breakeven::kernels {

ZipfTable::ZipfTable() : last_(values), guide_(65536) {
  constexpr std::uint64_t unit = std::uint64_t{1} << 28;
  std::uint64_t total = 0;
  for (std::uint64_t k = 0; k < values; ++k) total += unit / (k + 1);
  std::uint64_t cumulative = 0;
  for (std::uint32_t k = 0; k < values; ++k) {
    cumulative += unit / (k + 1);
    last_[k] = static_cast<std::uint32_t>((cumulative << 32) / total - 1);
  }
  std::uint16_t k = 0;
  for (std::uint32_t upper = 0; upper < guide_.size(); ++upper) {
    while (last_[k] < upper << 16) ++k;
    guide_[upper] = k;
  }
}

}  // namespace breakeven::kernels
