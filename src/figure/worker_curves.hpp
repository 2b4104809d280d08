// What is known of a group against its numbers of workers, whichever figure is made of it.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analysis/against_workers.hpp"
#include "analysis/curves.hpp"
#include "figure/costed_point.hpp"
#include "figure/figure.hpp"
#include "figure/law_curves.hpp"

namespace breakeven::figure {

struct WorkerCurve {
  std::string name;
  Style style = neutral_style;
  std::vector<CostedPoint> points;
  double base_seconds = 1;      ///< of the first point's base
  std::optional<DrawnLaw> law;  ///< nothing for a curve with one number of workers

  const ScalingFit* fit() const { return law ? std::get_if<ScalingFit>(&law->fit) : nullptr; }
};

struct WorkerCurves {
  bool scaled = false;  ///< the work grows with the workers
  std::vector<WorkerCurve> curves;
  std::optional<WorkerCurve> serial;              ///< what the others are compared with, if it has no workers to vary
  std::vector<const analysis::SummaryRow*> rows;  ///< all of the above
  std::set<analysis::Base> bases;
  std::set<std::size_t> base_rows;  ///< of the summary
  std::set<double> counts;          ///< of workers
  bool on_fewer_nodes = false;      ///< or more, some were measured as well, and slower
  std::string base_name;            ///< "serial", "one worker", or what the first way is called

  std::string law_name() const { return scaled ? "Gustafson's law" : "Amdahl's law"; }
  bool any_fitted() const;
  bool any_oversubscribed() const;
  double fewest_workers() const { return *counts.begin(); }
  /// That were measured, or twice those that a law was fitted to.
  double most_workers() const;
};

/// `with_base`: of points that have one only. Of several numbers of nodes the fastest counts.
WorkerCurves worker_curves(const analysis::Group& group, const analysis::AgainstWorkers& against,
                           const analysis::StudySummary& summary, bool with_base);

}  // namespace breakeven::figure
