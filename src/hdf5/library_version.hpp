// Which HDF5 library this is.
#pragma once

#include <string>

namespace breakeven::hdf5 {

/// "1.10.8".
std::string library_version();

}  // namespace breakeven::hdf5
