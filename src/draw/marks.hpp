// What was measured: marks with their intervals, and lines.
#pragma once

#include "draw/layout.hpp"

namespace breakeven::draw {

void draw_series(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen);

}  // namespace breakeven::draw
