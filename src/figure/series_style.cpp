#include "figure/series_style.hpp"

#include <algorithm>
#include <set>

namespace breakeven::figure {
namespace {

Style least_unused(const std::set<Style>& used) {
  Style style = serial_style + 1;
  while (used.contains(style)) ++style;
  return style;
}

}  // namespace

std::vector<Style> styles_of(std::span<const analysis::Curve> curves) {
  std::set<Style> used;
  std::vector<Style> chosen;
  std::vector<std::size_t> later;  // when every kind has got its own
  for (const analysis::Curve& curve : curves) {
    const auto own = static_cast<Style>(curve.way.kind);
    const bool is_free = used.insert(own).second;
    if (!is_free) later.push_back(chosen.size());
    chosen.push_back(own);
  }
  for (const std::size_t curve : later) {
    chosen[curve] = least_unused(used);
    used.insert(chosen[curve]);
  }
  return chosen;
}

}  // namespace breakeven::figure
