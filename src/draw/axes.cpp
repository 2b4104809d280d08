#include "draw/axes.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace breakeven::draw {
namespace {

constexpr double label_gap = 2;
constexpr double space_between_labels = 3;

/// What is taken of an axis by labels.
class Taken {
 public:
  /// False where something is already there.
  bool take(double middle, double length) {
    const Stretch wanted{middle - (length + space_between_labels) / 2, middle + (length + space_between_labels) / 2};
    const auto touches = [&](const Stretch& other) { return wanted.begin < other.end && other.begin < wanted.end; };
    if (std::ranges::any_of(stretches_, touches)) return false;
    stretches_.push_back(wanted);
    return true;
  }

 private:
  struct Stretch {
    double begin = 0;
    double end = 0;
  };
  std::vector<Stretch> stretches_;
};

double length_of(const figure::Tick& tick) { return tick.label.empty() ? tick_length / 2 : tick_length; }

void line(Point from, Point to, Pen& pen) { pen.line(std::array{from, to}, black, frame_width); }

bool on(const figure::Axis& axis, double value) { return value >= axis.low && value <= axis.high; }

void draw_x(const figure::Axis& axis, const Layout& layout, const Scales& scales, Pen& pen) {
  const double bottom = layout.plot.bottom;
  Taken taken;
  for (const figure::Tick& tick : axis.ticks) {
    if (!on(axis, tick.value)) continue;
    const double x = scales.x(tick.value);
    line({x, bottom}, {x, bottom + length_of(tick)}, pen);
    if (tick.label.empty() || !taken.take(x, pen.width_of(tick.label, label_size))) continue;
    pen.text(tick.label, {x, bottom + tick_length + label_gap + label_size / 2}, 0.5, label_size);
  }
  line({layout.plot.left, bottom}, {layout.plot.right, bottom}, pen);
  const double below = bottom + tick_length + label_gap + label_size + label_gap + 0.6 * title_size;
  pen.text(axis.title, {(layout.plot.left + layout.plot.right) / 2, below}, 0.5, title_size);
}

void draw_y(const figure::Axis& axis, const Layout& layout, const Scales& scales, Pen& pen) {
  const double left = layout.plot.left;
  Taken taken;
  for (const figure::Tick& tick : axis.ticks) {
    if (!on(axis, tick.value)) continue;
    const double y = scales.y(tick.value);
    line({left, y}, {left - length_of(tick), y}, pen);
    if (tick.label.empty() || !taken.take(y, label_size)) continue;
    pen.text(tick.label, {left - tick_length - label_gap, y}, 1, label_size);
  }
  line({left, layout.plot.top}, {left, layout.plot.bottom}, pen);
  pen.upward_text(axis.title, {label_gap + title_size / 2, (layout.plot.top + layout.plot.bottom) / 2}, title_size);
}

}  // namespace

void draw_grid(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen) {
  for (const figure::Tick& tick : figure.y.ticks) {
    if (tick.label.empty() || !on(figure.y, tick.value)) continue;
    const double y = scales.y(tick.value);
    pen.line(std::array{Point{layout.plot.left, y}, Point{layout.plot.right, y}}, grid_grey, grid_width);
  }
}

void draw_axes(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen) {
  draw_x(figure.x, layout, scales, pen);
  draw_y(figure.y, layout, scales, pen);
}

}  // namespace breakeven::draw
