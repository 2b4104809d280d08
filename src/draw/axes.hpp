// The axes of a figure and the lines across it.
#pragma once

#include "draw/layout.hpp"

namespace breakeven::draw {

/// Light lines at the named ticks of y: drawn first.
void draw_grid(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen);

/// Lines, ticks, those of their labels that have room, and titles.
void draw_axes(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen);

}  // namespace breakeven::draw
