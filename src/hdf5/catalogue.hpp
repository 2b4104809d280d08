// What is in a file, for messages about names that are not.
#pragma once

#include <string>
#include <vector>

#include "hdf5/access.hpp"

namespace breakeven::hdf5 {

/// What lies under one group or file.
struct Catalogue {
  std::vector<std::string> datasets;  ///< absolute paths, in order of names
  std::vector<std::string> sortable;  ///< those of them that have one dimension and a type of key
  bool complete = true;               ///< false when there are more datasets than were looked at
};

/// Looks at up to 1000 datasets.
Catalogue catalogue_of(const File& file, const DatasetName& name);

/// "it holds /a, /b and 3 more", naming what can be sorted first of all; or that there is nothing.
std::string describe(const Catalogue& catalogue);

}  // namespace breakeven::hdf5
