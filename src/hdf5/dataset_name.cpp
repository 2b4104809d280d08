#include "hdf5/dataset_name.hpp"

namespace breakeven::hdf5 {

std::string DatasetName::text() const { return dataset.empty() ? file.string() : file.string() + ":" + dataset; }

}  // namespace breakeven::hdf5
