// Whose workers are shown one by one: those of every trial, or of the trials that say most where all would be too many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "html/trial_rows.hpp"
#include "report/export_columns.hpp"

namespace breakeven::html {

struct WorkerRow {
  std::size_t trial = 0;  ///< number of its row among the trial rows
  const WorkerTrial* worker = nullptr;
};

/// What was chosen of each point.
enum class TimelineChoice : std::uint8_t {
  all,
  three,         ///< the fastest, the median and the slowest trial
  median,        ///< the median trial
  some_medians,  ///< that of some points only
};

struct Timelines {
  TimelineChoice choice = TimelineChoice::all;
  std::vector<WorkerRow> rows;  ///< by trial, then by worker
};

/// So many that 8 columns of them are about 2 MB.
inline constexpr std::size_t most_workers = 60'000;

/// The richest choice of no more than `most` workers. Failed trials are in it where all are. O(n log n).
Timelines timelines(const std::vector<TrialRow>& trials, std::size_t most = most_workers);

report::ExportColumns<WorkerRow> worker_row_columns();

}  // namespace breakeven::html
