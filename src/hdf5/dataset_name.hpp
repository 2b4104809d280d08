// How a dataset is named: a file and a path inside it.
#pragma once

#include <filesystem>
#include <string>

namespace breakeven::hdf5 {

struct DatasetName {
  std::filesystem::path file;
  std::string dataset;  ///< absolute: "/keys"; empty where the file itself is meant

  /// "IN.h5:/keys", as users write it.
  std::string text() const;
};

}  // namespace breakeven::hdf5
