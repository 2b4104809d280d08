// A study in numbers: the medians of its points, what each is compared with, and how much of that is noise.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_points.hpp"
#include "measure/point_summary.hpp"

namespace breakeven::analysis {

/// What a speed-up is against.
enum class Base : unsigned char {
  none,
  serial,         ///< the serial point of the same workload, parameters and n
  first_way,      ///< where none is planned and ways have names: one worker of the first of these, the same n
  one_worker,     ///< where no serial point is planned: one worker of the same kind, the same n
  scaled_serial,  ///< weak scaling: the serial point with a worker's share of n
  scaled_first_way,
  scaled_one_worker,
};

struct SummaryRow {
  StudyPoint measured;
  measure::PointSummary times;  ///< start is that of the launches where the crew is kept
  int launches = 0;
  Base base = Base::none;
  std::size_t base_row = 0;  ///< number of the row that is the base, unless there is none
};

/// Two measurements of the same point.
struct NoiseFloor {
  std::size_t row = 0;
  std::size_t twin_row = 0;
  double difference = 0;  ///< of the medians, as a share of the smaller one
};

struct StudySummary {
  std::vector<SummaryRow> rows;  ///< as study_points() orders them
  /// The largest difference between a twin and its original; nothing without trials of both.
  std::optional<NoiseFloor> noise_floor;
  /// The median cost of one reading of the clock; nothing where it was not measured.
  std::optional<double> clock_reading_seconds;
};

/// Whether a part is scaled weakly is told by its sizes: more of its points have a base with a worker's share of their
/// n than one with all of it. Times are of trials that are ok: medians over launches, each counted once. Speed-ups are
/// ratios of these, of work per second where the work is scaled. O(n log n), and a bootstrap for each point with
/// several launches of several trials.
StudySummary summarise_study(const study::StudyContent& content);

/// "ok", "failed", "skipped" or "pending": whether there is a trial that is ok, only failed ones, or why there is none.
std::string_view outcome_of(const SummaryRow& row);

}  // namespace breakeven::analysis
