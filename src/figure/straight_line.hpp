// Lines between measured points that are straight in n, as break-even points are found, and so curved on logarithmic
// axes.
#pragma once

#include <vector>

#include "figure/figure.hpp"

namespace breakeven::figure {

/// Through all of them, ascending in x, with places in between that make it smooth on paper.
Line straight_line(const std::vector<Mark>& marks);

/// Of such a line at `x`, which lies within it.
double height_at(const Line& line, double x);

}  // namespace breakeven::figure
