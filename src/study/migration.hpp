// Records of earlier versions become records of this one: one step from each version to the next.
#pragma once

#include <cstdint>

#include "hdf5/table.hpp"

namespace breakeven::study {

inline constexpr std::uint64_t oldest_schema_version = 1;

/// Brings a record of any version that this program knows to the newest. What was never recorded gets values that mean
/// "not known". To be called on a copy that replaces the file when all of it has succeeded.
void migrate(hdf5::TableFile& file);

}  // namespace breakeven::study
