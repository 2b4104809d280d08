// The laws of scaling, fitted to what was measured.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/scaling_laws.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

/// Of one way to do a job of one size; where the work grows with the workers, of all sizes.
struct CurveModel {
  std::size_t row = 0;  ///< of the summary: the level with the fewest workers
  ScalingLaw law = ScalingLaw::amdahl;
  Fitted<ScalingFit> fit;
};

/// So many fits take a few seconds.
inline constexpr std::size_t most_curves = 60;

/// Amdahl's law and the Universal Scalability Law, or Gustafson's law where work grows with the workers. Of curves of
/// at least 3 numbers of workers; where there are more than `most`, those of the largest sizes. O(trials + fits).
std::vector<CurveModel> curve_models(const analysis::StudySummary& summary, std::size_t most = most_curves);

/// An array with an object for each: its row and law, and either why it was refused, or parameters as [value, low,
/// high], levels as [workers, seconds, residual, error when left out], and the law's curve as [workers, seconds], which
/// goes on to twice the workers that were measured.
void write_models(const std::vector<CurveModel>& models, report::JsonWriter& json);

}  // namespace breakeven::html
