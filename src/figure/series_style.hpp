// Which curve is drawn how.
#pragma once

#include <vector>

#include "analysis/curves.hpp"
#include "figure/figure.hpp"

namespace breakeven::figure {

/// One a curve: a kind of worker looks the same in all figures, as far as no other curve of this one is of that kind;
/// what the others are compared with is black.
std::vector<Style> styles_of(const analysis::Group& group);

}  // namespace breakeven::figure
