// Marks that would hide each other, and how far they are moved so that they do not.
#pragma once

#include <vector>

#include "draw/layout.hpp"

namespace breakeven::draw {

/// How far to the right each mark of each series is moved, in points. Those of the same x whose marks or intervals
/// overlap stand side by side around it, by no more than keeps them from those of the next x and in the plot; all
/// others, and all of a figure that does not want it, stay where they are.
std::vector<std::vector<double>> shifts_of(const figure::Figure& figure, const Box& plot, const Scales& scales);

}  // namespace breakeven::draw
