// Measurements of overhead in a record: beside its trials, in tables of their own. README.md describes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "study/overhead_schema.hpp"

namespace breakeven::study {

/// Adds a run with all of its observations and fits, or nothing when it throws; as Record::append().
void append_overhead(const std::filesystem::path& path, const OverheadRun& run,
                     std::span<const overhead::Series> series, std::span<const overhead::Fit> fits);

/// A run with all that was found. Launches after the last one of a series that has observations are not recorded, nor
/// is Series::disturbed.
struct RecordedOverhead {
  OverheadRun run;
  std::vector<overhead::Series> series;
  std::vector<overhead::Fit> fits;
};

/// In the order in which they were recorded. Throws UsageError when `path` is no record.
std::vector<OverheadRun> read_overhead_runs(const std::filesystem::path& path);

/// What belongs to `run`, of that record. O(observations of all runs).
RecordedOverhead read_overhead(const std::filesystem::path& path, OverheadRun run);

/// How many runs of overhead a record has. Throws UsageError when `path` is no record.
std::uint64_t overhead_runs_in(const std::filesystem::path& path);

}  // namespace breakeven::study
