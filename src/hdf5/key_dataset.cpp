#include "hdf5/key_dataset.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "core/nearest.hpp"
#include "hdf5/catalogue.hpp"
#include "hdf5/stored_keys.hpp"

namespace breakeven::hdf5 {
namespace {

File open_input(const DatasetName& name) {
  const std::string file = name.file.string();
  std::error_code unreadable;
  const auto status = std::filesystem::status(name.file, unreadable);
  if (status.type() == std::filesystem::file_type::not_found) throw UsageError(fmt::format("{}: no such file", file));
  if (is_directory(status)) throw UsageError(fmt::format("{}: is a directory, not an HDF5 file", file));
  if (::access(name.file.c_str(), R_OK) != 0) {
    throw UsageError(fmt::format("{}: cannot be read: {}", file, std::strerror(errno)));
  }
  prepare_library();
  if (H5Fis_hdf5(name.file.c_str()) <= 0) throw UsageError(fmt::format("{}: not an HDF5 file", file));
  try {
    return open_file(name, Access::read);
  } catch (const Hdf5Error& error) {  // damaged, or locked by a program that is writing it
    throw UsageError(error.what());
  }
}

[[noreturn]] void throw_no_such_dataset(const File& file, const DatasetName& name) {
  const Catalogue there = catalogue_of(file, name);
  const std::string meant = nearest(name.dataset, there.datasets);
  throw UsageError(fmt::format("{} has no dataset {}: {}", name.file.string(), name.dataset,
                               meant.empty() ? describe(there) : fmt::format("did you mean {}?", meant)));
}

Dataset open_input_dataset(const File& file, const DatasetName& name) {
  const char* path = name.dataset.c_str();
  if (name.dataset == "/")
    throw UsageError(fmt::format("{} is a group: {}", name.text(), describe(catalogue_of(file, name))));
  if (!link_exists(file, name.dataset)) throw_no_such_dataset(file, name);
  if (H5Oexists_by_name(file.get(), path, H5P_DEFAULT) <= 0) {
    throw UsageError(fmt::format("{} is a link to something that does not exist", name.text()));
  }
  const Object object(check(H5Oopen(file.get(), path, H5P_DEFAULT), "cannot open", name));
  const H5I_type_t type = H5Iget_type(object.get());
  if (type == H5I_GROUP) {
    throw UsageError(fmt::format("{} is a group, not a dataset: {}", name.text(), describe(catalogue_of(file, name))));
  }
  if (type != H5I_DATASET) throw UsageError(fmt::format("{} is a named type, not a dataset", name.text()));
  return open_dataset(file, name);
}

std::uint64_t require_one_dimension(const Dataset& dataset, const DatasetName& name) {
  const Dataspace space = space_of(dataset, name);
  const auto dimensions = check(H5Sget_simple_extent_ndims(space.get()), "cannot read the shape of", name);
  std::vector<hsize_t> shape(static_cast<std::size_t>(dimensions));
  check(H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr), "cannot read the shape of", name);
  if (dimensions == 1) return shape.front();
  const std::string what = H5Sget_simple_extent_type(space.get()) == H5S_NULL ? "is empty: it has no dimensions"
                           : dimensions == 0                                  ? "is a single value"
                                             : fmt::format("has the shape ({})", fmt::join(shape, ", "));
  throw UsageError(fmt::format("{} {}; only datasets of one dimension can be sorted", name.text(), what));
}

KeyEncoding require_key_type(const Dataset& dataset, const DatasetName& name) {
  const Datatype type = type_of(dataset, name);
  if (const auto encoding = key_encoding_of(type)) return *encoding;
  std::vector<std::string_view> sortable;
  for (const auto key_type : kernels::all_key_types) sortable.push_back(kernels::to_string(key_type));
  throw UsageError(fmt::format("{} has elements of type {}; what can be sorted is {}", name.text(), describe(type),
                               fmt::join(sortable, ", ")));
}

bool can_decode(H5Z_filter_t filter) {
  unsigned abilities = 0;
  return H5Zfilter_avail(filter) > 0 && H5Zget_filter_info(filter, &abilities) >= 0 &&
         (abilities & H5Z_FILTER_CONFIG_DECODE_ENABLED) != 0;
}

/// Returns how many filters there are.
int require_filters(const PropertyList& layout, const DatasetName& name) {
  const int filters = check(H5Pget_nfilters(layout.get()), "cannot read the filters of", name);
  for (int i = 0; i < filters; ++i) {
    char label[64] = "";
    std::size_t parameters = 0;
    unsigned flags = 0;
    const H5Z_filter_t filter = check(H5Pget_filter2(layout.get(), static_cast<unsigned>(i), &flags, &parameters,
                                                     nullptr, sizeof label, label, nullptr),
                                      "cannot read the filters of", name);
    if (can_decode(filter)) continue;
    throw UsageError(
        fmt::format("{} is compressed with the filter {} ({}), which is not installed; install its plugin "
                    "(HDF5_PLUGIN_PATH) or rewrite the file: h5repack -f GZIP=4 IN OUT",
                    name.text(), label[0] == '\0' ? "number" : label, filter));
  }
  return filters;
}

std::uint64_t chunk_keys_of(const PropertyList& layout) {
  hsize_t chunk = 0;
  return H5Pget_layout(layout.get()) == H5D_CHUNKED && H5Pget_chunk(layout.get(), 1, &chunk) == 1 ? chunk : 0;
}

}  // namespace

DatasetName parse_dataset_name(std::string_view text) {
  const auto colon = text.rfind(":/");
  if (colon != std::string_view::npos && colon > 0) {
    std::string path(text.substr(colon + 1));
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return {std::filesystem::path(text.substr(0, colon)), std::move(path)};
  }
  const DatasetName file{std::filesystem::path(text), ""};
  std::error_code ignored;
  if (!text.empty() && std::filesystem::exists(file.file, ignored)) {
    const Catalogue there = catalogue_of(open_input(file), file);
    throw UsageError(there.sortable.size() == 1
                         ? fmt::format("{}: which dataset? Say {}:{}", text, text, there.sortable.front())
                         : fmt::format("{}: which dataset? Say {}:/PATH; {}", text, text, describe(there)));
  }
  throw UsageError(fmt::format("'{}' does not name a dataset: write FILE:/PATH, as in keys.h5:/group/keys", text));
}

DatasetInfo inspect(const DatasetName& name) {
  const File file = open_input(name);
  const Dataset dataset = open_input_dataset(file, name);
  DatasetInfo info;
  const KeyEncoding encoding = require_key_type(dataset, name);
  info.type = encoding.type;
  info.big_endian = encoding.swapped == (std::endian::native == std::endian::little);
  info.count = require_one_dimension(dataset, name);
  const PropertyList layout = creation_properties_of(dataset, name);
  info.compressed = require_filters(layout, name) > 0;
  info.chunk_keys = chunk_keys_of(layout);
  return info;
}

void read_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<std::byte> keys) {
  const File file = open_file(name, Access::read);
  StoredKeys(file, name, type).read(first, keys);
}

void write_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<const std::byte> keys) {
  File file = open_file(name, Access::write);
  StoredKeys stored(file, name, type);
  stored.write(first, keys);
  stored.close();
  file.close(name);
}

}  // namespace breakeven::hdf5
