// From a figure to a file.
#pragma once

#include <string>

#include "figure/figure.hpp"
#include "figure/figure_kind.hpp"

namespace breakeven::draw {

/// The bytes of the file: the same for the same figure. Throws Error.
std::string draw_figure(const figure::Figure& figure, figure::FileFormat format, double width_cm);

}  // namespace breakeven::draw
