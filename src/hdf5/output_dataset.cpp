// create_output(): an empty dataset that ranks can write in parallel, and whose space is really there.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>

#include "hdf5/attributes.hpp"
#include "hdf5/key_dataset.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::hdf5 {
namespace {

PropertyList output_layout(const Dataset& like, const DatasetName& like_name, const DatasetName& name) {
  PropertyList layout = make_properties(PropertyClass::dataset_creation, name);
  constexpr const char* what = "cannot prepare to create";
  check(H5Pset_layout(layout.get(), H5D_CONTIGUOUS), what, name);
  check(H5Pset_alloc_time(layout.get(), H5D_ALLOC_TIME_EARLY), what, name);
  check(H5Pset_fill_time(layout.get(), H5D_FILL_TIME_NEVER), what, name);  // every key will be written
  unsigned order = 0;
  check(H5Pget_attr_creation_order(creation_properties_of(like, like_name).get(), &order), what, like_name);
  check(H5Pset_attr_creation_order(layout.get(), order), what, name);
  return layout;
}

Dataset create_dataset(const File& file, const DatasetName& name, const Dataset& like, const DatasetName& like_name) {
  const PropertyList links = make_properties(PropertyClass::link_creation, name);
  check(H5Pset_create_intermediate_group(links.get(), 1), "cannot prepare to create", name);
  const Datatype type(check(H5Tcopy(type_of(like, like_name).get()), "cannot read the type of", like_name));
  hsize_t count = 0;
  check(H5Sget_simple_extent_dims(space_of(like, like_name).get(), &count, nullptr), "cannot read the shape of",
        like_name);
  const Dataspace space(check(H5Screate_simple(1, &count, nullptr), "cannot prepare to create", name));
  return Dataset(check(H5Dcreate2(file.get(), name.dataset.c_str(), type.get(), space.get(), links.get(),
                                  output_layout(like, like_name, name).get(), H5P_DEFAULT),
                       "cannot create", name));
}

struct Extent {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

Extent extent_of(const Dataset& dataset, const DatasetName& name) {
  const hsize_t bytes = H5Dget_storage_size(dataset.get());
  if (bytes == 0) return {};
  const haddr_t offset = H5Dget_offset(dataset.get());
  if (offset == HADDR_UNDEF) throw_hdf5_error("cannot find the space of", name);
  return {offset, bytes};
}

bool fits(const os::FileDescriptor& file, std::uint64_t bytes) {
  struct statvfs system {};
  return ::fstatvfs(file.get(), &system) != 0 || system.f_bavail >= bytes / system.f_frsize;
}

/// The library only moves the end of the file: the space is a hole until somebody writes to it. Where the file
/// system cannot fill a hole without writing, there has to be enough free space at least.
void take_space(const DatasetName& name, const Extent& extent) {
  if (extent.bytes == 0) return;
  const os::FileDescriptor file(::open(name.file.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.valid()) os::throw_errno(fmt::format("cannot open {}", name.file.string()));
  int result;
  do {
    result = ::fallocate(file.get(), 0, static_cast<off_t>(extent.offset), static_cast<off_t>(extent.bytes));
  } while (result != 0 && errno == EINTR);
  if (result == 0) return;
  const bool unsupported = errno == EOPNOTSUPP || errno == ENOSYS;
  if (unsupported && fits(file, extent.bytes)) return;
  os::throw_error_number(fmt::format("cannot take {} bytes of disk space for {}", extent.bytes, name.text()),
                         unsupported ? ENOSPC : errno);
}

}  // namespace

void create_output(const DatasetName& like, const DatasetName& output) {
  const File input = open_file(like, Access::read);
  const Dataset source = open_dataset(input, like);
  File file = create_file(output);
  Dataset dataset = create_dataset(file, output, source, like);
  copy_attributes(source, like, dataset, output);
  const Extent extent = extent_of(dataset, output);
  dataset.close(output);
  file.close(output);
  take_space(output, extent);
}

}  // namespace breakeven::hdf5
