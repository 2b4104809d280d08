// What stands below a plot: the line of the axis and the names of its ticks.
#pragma once

#include <string>

#include "report/appearance.hpp"
#include "report/plot.hpp"
#include "report/plot_canvas.hpp"
#include "report/plot_scale.hpp"

namespace breakeven::report {

/// Two lines, for a canvas whose first column comes after `margin` and three more. Of the ticks those have names that
/// touch no other; the last one always has.
std::string render_x_axis(const PlotAxis& axis, const PlotScale& scale, const PlotCanvas& canvas, int margin,
                          const Appearance& appearance);

}  // namespace breakeven::report
