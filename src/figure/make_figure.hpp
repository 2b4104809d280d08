// From a study to a figure.
#pragma once

#include <string_view>

#include "analysis/study_summary.hpp"
#include "figure/figure.hpp"
#include "figure/figure_kind.hpp"

namespace breakeven::figure {

/// Of the points that `expression` chooses (plan/selection.hpp), or of all. A figure shows one part and job of the
/// study: the one with the most points for it, and remarks name the others. Throws UsageError for what is no
/// expression, and where there is nothing for such a figure, with what to do. About 20 ms a point.
Figure make_figure(const analysis::StudySummary& summary, FigureKind kind, std::string_view expression);

}  // namespace breakeven::figure
