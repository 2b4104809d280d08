// What figures against the number of workers say in words.
#pragma once

#include <string>

#include "figure/figure_kind.hpp"
#include "figure/worker_curves.hpp"

namespace breakeven::figure {

/// Of the axis of values: "Speed-up over serial".
std::string title_of_values(const WorkerCurves& curves, FigureKind kind);

/// "Speed-up against the number of workers: scaling: pi, n = 10⁸"
std::string title_of(const analysis::Group& group, const WorkerCurves& curves, FigureKind kind);

/// What the caption has to say of how it is drawn: bases, hollow points, laws with their parameters or why they are not
/// there.
std::vector<std::string> remarks_on(const WorkerCurves& curves, FigureKind kind);

}  // namespace breakeven::figure
