// Places on paper, in points of 1/72 inch from the upper left corner.
#pragma once

namespace breakeven::draw {

inline constexpr double points_per_cm = 72 / 2.54;

struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

}  // namespace breakeven::draw
