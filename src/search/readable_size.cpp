#include "search/readable_size.hpp"

#include <algorithm>
#include <cmath>

namespace breakeven::search {
namespace {

double rounded(double value, Rounding rounding) {
  switch (rounding) {
    case Rounding::down: return std::floor(value);
    case Rounding::up: return std::ceil(value);
    case Rounding::nearest: break;
  }
  return std::round(value);
}

}  // namespace

std::uint64_t readable_size(double size, Rounding rounding) {
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(size)) - 2));
  return static_cast<std::uint64_t>(std::max(1.0, rounded(size / unit, rounding) * unit));
}

}  // namespace breakeven::search
