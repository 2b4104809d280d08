// Measurements of overhead in a record: beside its trials, in tables of their own. README.md describes them.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "study/launch.hpp"

namespace breakeven::study {

/// One command that measured overhead, and the machine that it did so on.
struct OverheadRun {
  std::string id;          ///< unique: 128 random bits
  std::string started_at;  ///< UTC, ISO 8601
  std::string options;     ///< what was asked for, as it was typed
  Environment environment;
};

/// Adds a run with all of its observations and fits, or nothing when it throws; as Record::append().
void append_overhead(const std::filesystem::path& path, const OverheadRun& run,
                     std::span<const overhead::Series> series, std::span<const overhead::Fit> fits);

}  // namespace breakeven::study
