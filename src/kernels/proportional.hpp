// Contiguous shares of indexed work, as even as integers allow.
#pragma once

#include <cstdint>

namespace breakeven::kernels {

/// floor(whole * part / parts) without overflow, for part <= parts < 2^32. Worker w of p takes the indices from
/// proportional(n, w, p) up to proportional(n, w + 1, p): shares differ by at most one.
constexpr std::uint64_t proportional(std::uint64_t whole, std::uint64_t part, std::uint64_t parts) noexcept {
  return whole / parts * part + whole % parts * part / parts;
}

}  // namespace breakeven::kernels
