// Several files of studies and records become one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace breakeven::study {

struct MergeOptions {
  bool any_plan = false;  ///< unite the points of different plans, too; their texts are kept one after the other
};

struct MergeCounts {
  std::size_t trials = 0;  ///< that were added
  std::size_t launches = 0;
};

/// Adds to `out` what it does not have yet of `inputs`, by the ids of trials, launches and points, the journals beside
/// them included. `out` need not exist. What is added is in the order in which it was started; merging twice changes
/// nothing, and the order of inputs makes no difference. Files of earlier versions and those being written may be
/// inputs; `out` is locked as by StudyWriter, and changes whole or not at all. A copy of all trials is held in memory.
///
/// Throws UsageError when a file is no record, when `out` is being written, and for plans that differ, saying where.
MergeCounts merge_studies(const std::filesystem::path& out, std::span<const std::filesystem::path> inputs,
                          const MergeOptions& options = {});

}  // namespace breakeven::study
