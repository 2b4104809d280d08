// Time against the size of the problem: from where on more workers pay.
#pragma once

#include "analysis/curves.hpp"
#include "figure/figure.hpp"

namespace breakeven::figure {

/// Each curve with as many workers as have a processor each, or as few as there are, joined between sizes, and where it
/// comes to be faster than serial.
Figure size_figure(const analysis::Group& group, const analysis::StudySummary& summary);

}  // namespace breakeven::figure
