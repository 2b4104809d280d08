// Where everything of a figure is.
#pragma once

#include <span>
#include <vector>

#include "draw/geometry.hpp"
#include "draw/pen.hpp"
#include "figure/figure.hpp"

namespace breakeven::draw {

/// From the units of the axes to paper.
class Scales {
 public:
  Scales(const figure::Figure& figure, const Box& plot) : x_(figure.x), y_(figure.y), plot_(plot) {}

  double x(double value) const { return plot_.left + share(x_, value) * plot_.width(); }
  double y(double value) const { return plot_.bottom - share(y_, value) * plot_.height(); }
  Point at(const figure::Position& position) const { return {x(position.x), y(position.y)}; }

 private:
  static double share(const figure::Axis& axis, double value);

  const figure::Axis& x_;
  const figure::Axis& y_;
  Box plot_;
};

/// An entry of the legend with where it begins and the height that it is centred on.
struct PlacedKey {
  const figure::Key* key = nullptr;
  Point at;
};

struct Layout {
  double width = 0;
  double height = 0;
  Box plot;
  std::vector<PlacedKey> legend;
};

/// Of a figure of that width: the legend above the plot, in as many lines as it takes; the plot as wide as what is on
/// its left leaves, and as high as looks well. `pen` measures text. `figure` must outlive it.
Layout lay_out(const figure::Figure& figure, double width, Pen& pen);

}  // namespace breakeven::draw
