// The terms of a cost model, fitted to medians: no interval yet.
#pragma once

#include <optional>

#include "statistics/cost_cells.hpp"
#include "statistics/cost_dictionary.hpp"
#include "statistics/relative_fit.hpp"

namespace breakeven::statistics {

struct CostFits {
  RelativeFit start;
  RelativeFit work;
  RelativeFit talk;
  RelativeFit rest;

  double at(double workers, double size) const;
  std::size_t parameter_count() const;
};

/// Chooses the form of each term. Nothing when some term cannot be told from these points. `law` nothing: any.
std::optional<CostFits> fit_terms(const CostPoints& points, const CostSeries& seconds, const CostScope& scope,
                                  std::optional<WorkLaw> law);

/// How well the levels of `key` (points.sizes or points.workers) are predicted by fits without them. Nothing when fewer
/// than 3 can be left out. As many fits of all forms as there are levels.
std::optional<LeftOutError> left_out_error(const CostPoints& points, const CostSeries& seconds, const CostScope& scope,
                                           std::optional<WorkLaw> law, std::vector<double> CostPoints::*key);

}  // namespace breakeven::statistics
