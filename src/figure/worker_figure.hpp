// Figures against the number of workers.
#pragma once

#include "analysis/against_workers.hpp"
#include "analysis/curves.hpp"
#include "figure/figure.hpp"
#include "figure/figure_kind.hpp"

namespace breakeven::figure {

/// Speed-up, efficiency or time of the points of `against`.
Figure worker_figure(const analysis::Group& group, const analysis::AgainstWorkers& against,
                     const analysis::StudySummary& summary, FigureKind kind);

}  // namespace breakeven::figure
