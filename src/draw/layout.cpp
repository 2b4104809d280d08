#include "draw/layout.hpp"

#include <algorithm>
#include <cmath>

#include "draw/legend.hpp"

namespace breakeven::draw {
namespace {

constexpr double margin = 2;
constexpr double part_gap = 2.5;
constexpr double line_height = 1.25;  // of a font's size
constexpr double highest_plot = 8 * points_per_cm;
constexpr double height_by_width = 0.68;

double widest_label(const figure::Axis& axis, Pen& pen) {
  double widest = 0;
  for (const figure::Tick& tick : axis.ticks) widest = std::max(widest, pen.width_of(tick.label, label_size));
  return widest;
}

}  // namespace

double Scales::share(const figure::Axis& axis, double value) {
  if (axis.logarithmic) return std::log(value / axis.low) / std::log(axis.high / axis.low);
  return (value - axis.low) / (axis.high - axis.low);
}

Layout lay_out(const figure::Figure& figure, double width, Pen& pen) {
  Layout layout;
  layout.width = width;
  const double title_height = line_height * title_size;
  layout.plot.left = margin + title_height + part_gap + widest_label(figure.y, pen) + part_gap + tick_length;
  layout.plot.right = width - margin - part_gap;
  const Box room{layout.plot.left, margin, layout.plot.right, 0};
  layout.legend = place_keys(figure.legend, room, pen);
  const double legend_bottom = layout.legend.empty() ? margin : layout.legend.back().at.y + key_height / 2;
  layout.plot.top = legend_bottom + part_gap + label_size / 2;
  layout.plot.bottom = layout.plot.top + std::min(height_by_width * layout.plot.width(), highest_plot);
  layout.height = layout.plot.bottom + tick_length + part_gap + line_height * label_size + title_height + margin;
  return layout;
}

}  // namespace breakeven::draw
