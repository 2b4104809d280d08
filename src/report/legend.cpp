#include "report/legend.hpp"

#include "report/page.hpp"

namespace breakeven::report {

std::string render_legend(std::span<const LegendEntry> entries, const Appearance& appearance) {
  constexpr int indent = 2;
  constexpr int gap = 3;
  std::string text;
  int used = 0;
  for (const LegendEntry& entry : entries) {
    const std::string name = shown(one_line(entry.name), appearance);
    const int width = display_width(entry.sample) + 1 + display_width(name);
    const bool fits = used > 0 && used + gap + width <= columns_of_page(appearance);
    text += used == 0 ? "  " : fits ? "   " : "\n  ";
    used = (fits ? used + gap : indent) + width;
    text += inked(entry.sample, entry.ink, appearance) + ' ' + name;
  }
  return text.empty() ? text : text + '\n';
}

}  // namespace breakeven::report
