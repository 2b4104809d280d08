// The repetitions of each point in a few numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
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
  Share share = Share::memory;
  bool oversubscribed = false;
  bool kept_crew = false;  ///< start and stop are not part of these trials

  int failures = 0;
  std::string first_failure;

  MedianSummary total;
  std::vector<std::vector<double>> launches;  ///< the times behind it; each trial is a launch where no study says more
  double median_start = 0;
  double median_work = 0;
  double median_talk = 0;

  std::optional<double> speed_up;    ///< of medians, against a base that did the same work; nothing without one
  std::optional<double> efficiency;  ///< speed-up over workers
  bool fastest = false;              ///< the least median
  /// It cannot be told from the fastest: the interval of their difference (difference_of_medians()) includes 0, or
  /// there are too few times for one; or the two differ by less than the noise floor.
  bool like_fastest = false;
};

/// Of the trials of one point. Those that were interrupted or are warm-up do not count.
PointSummary summarise_point(std::span<const Trial* const> trials);

/// Sets speed_up and efficiency of `point`, which did `work` times the work of `base`. Nothing without trials of both.
void compare_with_base(PointSummary& point, const PointSummary& base, double work = 1);

/// Marks the fastest of `points`, which did the same job, and those that cannot be told from it, each by itself;
/// nothing where fewer than two have times. `noise_floor` is the share by which two measurements of the same point may
/// differ.
void mark_fastest(std::span<PointSummary* const> points, double noise_floor = 0);

/// One summary for each point of one job, in the order of kinds and then of workers, with the best serial point as the
/// base.
std::vector<PointSummary> summarise_points(const std::vector<Trial>& trials);

}  // namespace breakeven::measure
