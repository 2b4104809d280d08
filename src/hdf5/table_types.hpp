// HDF5's types for texts and for the rows of tables.
#pragma once

#include <cstddef>

#include "hdf5/handle.hpp"
#include "hdf5/table_schema.hpp"

namespace breakeven::hdf5 {

enum class Place { file, memory };  ///< little-endian in files, native in memory

/// UTF-8 that ends with a zero, of a fixed size or of H5T_VARIABLE.
Datatype text_type(std::size_t bytes, const DatasetName& on);

/// A compound of the columns without gaps.
Datatype row_type(const TableSchema& schema, Place place, const DatasetName& on);

}  // namespace breakeven::hdf5
