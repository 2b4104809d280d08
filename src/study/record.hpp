// The record of trials: an HDF5 file that grows by whole trials and is complete at every moment.
#pragma once

#include <filesystem>
#include <span>

#include "breakeven/trial.hpp"

namespace breakeven::study {

/// A file that trials are appended to. README.md describes its layout. Nothing is kept open between calls, so any
/// number of processes may append to one file, and readers may have it open.
class Record {
 public:
  /// `path` need not exist. Throws UsageError when it could not be appended to: it is something else than a record,
  /// a record of a later version of this program, or its directory cannot be written. Meant to be called before a
  /// measurement starts. Leaves no trace.
  explicit Record(std::filesystem::path path);

  /// Adds all of `trials`, or none when it throws. They are on disk when it returns. Creates the file if need be; a
  /// record of an earlier version becomes one of this. Costs a copy of the file and two syncs: 10 to 20 ms for small
  /// files, 0.1 s at 100,000 trials (9 MB). Throws Error.
  void append(std::span<const Trial> trials);

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace breakeven::study
