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

/// A user's command that is named as a kind looks like it.
Style own_style(const analysis::Curve& curve, const analysis::Group& group) {
  if (&curve == serial_curve(group)) return serial_style;
  const auto named = [&](CrewKind kind) { return to_string(kind) == curve.way.name; };
  const auto* kind = std::ranges::find_if(all_crew_kinds, named);
  return static_cast<Style>(kind == all_crew_kinds.end() ? curve.way.kind : *kind);
}

}  // namespace

std::vector<Style> styles_of(const analysis::Group& group) {
  std::set<Style> used;
  std::vector<Style> chosen;
  std::vector<std::size_t> later;  // when every kind has got its own
  for (const analysis::Curve& curve : group.curves) {
    const Style own = own_style(curve, group);
    if (!used.insert(own).second) later.push_back(chosen.size());
    chosen.push_back(own);
  }
  for (const std::size_t curve : later) {
    chosen[curve] = least_unused(used);
    used.insert(chosen[curve]);
  }
  return chosen;
}

}  // namespace breakeven::figure
