// Attributes of datasets.
#pragma once

#include "hdf5/access.hpp"

namespace breakeven::hdf5 {

/// Copies the attributes of `from` that `to`, in another file or the same, does not have yet, with their types, shapes,
/// values, name encodings and (where it was tracked) order. Attributes that contain references are left out: what they
/// refer to is not in the other file. Throws Hdf5Error.
void copy_attributes(const Dataset& from, const DatasetName& from_name, const Dataset& to, const DatasetName& to_name);

}  // namespace breakeven::hdf5
