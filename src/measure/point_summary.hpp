// The repetitions of each point in a few numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"
#include "breakeven/trial.hpp"

namespace breakeven::measure {

/// All trials of one kind and number of workers. Times are in seconds and of the trials that are ok; with none,
/// total.count is 0 and the other numbers mean nothing.
struct PointSummary {
  CrewKind kind = CrewKind::serial;
  int workers = 1;
  int threads_per_rank = 1;
  bool oversubscribed = false;

  int failures = 0;
  std::string first_failure;

  MedianSummary total;
  double median_start = 0;
  double median_work = 0;
  double median_talk = 0;

  std::optional<double> speed_up;    ///< of medians, against the best serial point; nothing without one
  std::optional<double> efficiency;  ///< speed-up over workers
  bool fastest = false;              ///< the least median
  /// Its interval overlaps the fastest's: the two cannot be told apart by these repetitions.
  bool like_fastest = false;
};

/// One summary for each point, in the order of kinds and then of workers.
std::vector<PointSummary> summarise_points(const std::vector<Trial>& trials);

}  // namespace breakeven::measure
