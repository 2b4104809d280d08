#include "hdf5/access.hpp"

#include <stdexcept>

namespace breakeven::hdf5 {
namespace {

hid_t id_of(PropertyClass property_class) {
  switch (property_class) {
    case PropertyClass::file_creation: return H5P_FILE_CREATE;
    case PropertyClass::file_access: return H5P_FILE_ACCESS;
    case PropertyClass::dataset_creation: return H5P_DATASET_CREATE;
    case PropertyClass::link_creation: return H5P_LINK_CREATE;
  }
  throw std::logic_error("make_properties: unknown class");
}

PropertyList posix_access(const DatasetName& name) {
  PropertyList properties = make_properties(PropertyClass::file_access, name);
  check(H5Pset_file_locking(properties.get(), true, /*ignore_when_disabled=*/true), "cannot prepare to open", name);
  return properties;
}

}  // namespace

PropertyList make_properties(PropertyClass property_class, const DatasetName& on) {
  prepare_library();
  return PropertyList(check(H5Pcreate(id_of(property_class)), "cannot prepare to open", on));
}

File open_file(const DatasetName& name, Access access, const PropertyList& access_properties) {
  const unsigned flags = access == Access::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
  return File(check(H5Fopen(name.file.c_str(), flags, access_properties.get()), "cannot open", {name.file, ""}));
}

File open_file(const DatasetName& name, Access access) { return open_file(name, access, posix_access(name)); }

File create_file(const DatasetName& name, const PropertyList& creation) {
  const PropertyList access = posix_access(name);
  check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V18, H5F_LIBVER_LATEST), "cannot prepare to create", name);
  const hid_t creation_id = creation.get() >= 0 ? creation.get() : H5P_DEFAULT;
  return File(
      check(H5Fcreate(name.file.c_str(), H5F_ACC_TRUNC, creation_id, access.get()), "cannot create", {name.file, ""}));
}

/// H5Lexists wants every group on the way to exist.
bool link_exists(const File& file, const std::string& path) {
  for (auto slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string part = path.substr(0, slash);
    if (H5Lexists(file.get(), part.c_str(), H5P_DEFAULT) <= 0) return false;
    if (slash == std::string::npos) return true;
    if (H5Oexists_by_name(file.get(), part.c_str(), H5P_DEFAULT) <= 0) return false;
  }
}

Dataset open_dataset(const File& file, const DatasetName& name) {
  return Dataset(check(H5Dopen2(file.get(), name.dataset.c_str(), H5P_DEFAULT), "cannot open", name));
}

Dataspace space_of(const Dataset& dataset, const DatasetName& name) {
  return Dataspace(check(H5Dget_space(dataset.get()), "cannot read the shape of", name));
}

Datatype type_of(const Dataset& dataset, const DatasetName& name) {
  return Datatype(check(H5Dget_type(dataset.get()), "cannot read the type of", name));
}

PropertyList creation_properties_of(const Dataset& dataset, const DatasetName& name) {
  return PropertyList(check(H5Dget_create_plist(dataset.get()), "cannot read the layout of", name));
}

}  // namespace breakeven::hdf5
