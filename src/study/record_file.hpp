// HDF5 files that are records of trials, of this version and of those before.
#pragma once

#include <filesystem>

#include "hdf5/table.hpp"

namespace breakeven::study {

/// Follows symbolic links: it is the file they lead to that gets replaced, or made if it is not there yet.
std::filesystem::path resolve_target(const std::filesystem::path& path);

/// Whether there is a file with anything in it.
bool has_content(const std::filesystem::path& path);

/// Throws UsageError when `path` exists and is no record of a version up to ours, and when something new could not be
/// put in its place. Leaves no trace.
void require_appendable(const std::filesystem::path& path);

/// Opens a record to be read. Throws UsageError when there is none, or one of a later version.
hdf5::TableFile open_record(const std::filesystem::path& path);

/// Opens what replace_file() wants changed: a new record when `empty`, else a copy of `path`, of our version when this
/// returns. Throws UsageError as open_record().
hdf5::TableFile open_to_change(const std::filesystem::path& path, const std::filesystem::path& copy, bool empty);

/// Whether the record is of our version.
bool is_up_to_date(const hdf5::TableFile& file);

}  // namespace breakeven::study
