// Opening and creating files and datasets.
#pragma once

#include <string>

#include "hdf5/handle.hpp"

namespace breakeven::hdf5 {

enum class Access { read, write };

/// An enumeration of our own because HDF5's names for them are calls of the library.
enum class PropertyClass { file_creation, file_access, dataset_creation, link_creation };
PropertyList make_properties(PropertyClass property_class, const DatasetName& on);

/// Opens an existing file. `access_properties` choose the driver. Throws Hdf5Error.
File open_file(const DatasetName& name, Access access, const PropertyList& access_properties);
/// The same with the POSIX driver; goes on without HDF5's file locks where the file system has none.
File open_file(const DatasetName& name, Access access);

/// Creates a file in the format of HDF5 1.8 or later (attributes may be large), replacing what was there.
/// `creation` may hold file creation properties. Throws Hdf5Error.
File create_file(const DatasetName& name, const PropertyList& creation = {});

/// Whether there is a link of that absolute path, dangling or not, and every group on the way to it.
bool link_exists(const File& file, const std::string& path);

Dataset open_dataset(const File& file, const DatasetName& name);
Dataspace space_of(const Dataset& dataset, const DatasetName& name);
Datatype type_of(const Dataset& dataset, const DatasetName& name);
PropertyList creation_properties_of(const Dataset& dataset, const DatasetName& name);

}  // namespace breakeven::hdf5
