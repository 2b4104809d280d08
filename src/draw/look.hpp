// What series look like: colours that the colour-blind can tell apart, each with a shape of its own for who sees none.
//
// The colours are those of Okabe & Ito, Color Universal Design (2008), as Wong recommends them (Points of view: Color
// blindness, Nature Methods 8, 2011), and a grey.
#pragma once

#include <vector>

#include "draw/geometry.hpp"
#include "figure/figure.hpp"

namespace breakeven::draw {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

inline constexpr Colour black{0, 0, 0};
inline constexpr Colour white{1, 1, 1};
inline constexpr Colour grid_grey{0.9, 0.9, 0.9};

Colour colour_of(figure::Style style);

/// The corners of a shape around (0, 0) that looks as large as a circle of radius 1; none: it is that circle.
std::vector<Point> shape_of(figure::Style style);

struct Dashes {
  std::vector<double> lengths;  ///< drawn, not drawn, ...; none: all is drawn
};
Dashes dashes_of(figure::Stroke stroke);

// Sizes, in points.
inline constexpr double title_size = 8;
inline constexpr double label_size = 7;
inline constexpr double frame_width = 0.6;
inline constexpr double grid_width = 0.5;
inline constexpr double line_width = 0.9;
inline constexpr double bar_width = 0.7;
inline constexpr double mark_radius = 2.1;
inline constexpr double tick_length = 3;

}  // namespace breakeven::draw
