// The law of scaling that is drawn through a curve, as a model that it is.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/scaling_laws.hpp"
#include "figure/figure.hpp"

namespace breakeven::figure {

struct DrawnLaw {
  Fitted<ScalingFit> fit;
  bool oversubscribed = false;  ///< fitted to more workers than processors, too: see analysis/law_fits.hpp
};

/// Amdahl's law, or Gustafson's where the work grows with the workers, through the rows that tables fit it to as well.
/// Each number of workers once.
DrawnLaw law_of(std::vector<std::size_t> rows, const analysis::StudySummary& summary, bool scaled);

/// Workers and seconds, as the law has them: a solid line where it was measured, a dashed one from there to `last`
/// workers.
std::vector<Line> lines_of(const ScalingFit& fit, double last);

}  // namespace breakeven::figure
