// Lines of plots that were not measured: what bounds speed-up, and what models say.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/against_workers.hpp"
#include "analysis/study_models.hpp"
#include "report/plot.hpp"

namespace breakeven::report {

/// From `low` to `high`, evenly along the logarithm: straight on no axis that is not, so that many points are drawn.
std::vector<PlotPoint> line_between(double low, double high, const std::function<double(double)>& value_at);

/// The speed-ups by Amdahl's law, or Gustafson's where work grows, of each curve that has one, in the styles of the
/// curves: where the law was fitted, and extrapolated from there to the most workers that were measured.
std::vector<PlotSeries> law_lines(const analysis::Group& group, const analysis::GroupModels& models,
                                  const analysis::AgainstWorkers& against, const analysis::StudySummary& summary);

/// Times against n by cost models, extrapolated from the largest size to a little beyond the place where a crew is
/// expected to overtake serial: of serial and of those of `crews` that are expected to within 30 times that size.
std::vector<PlotSeries> lines_beyond(const analysis::Group& group, const analysis::GroupModels& models,
                                     const std::vector<analysis::CrewOf>& crews);

}  // namespace breakeven::report
