// Datasets of keys as the driver sees them: named by users, inspected before anything starts, read, created, written.
// No HDF5 type in this header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "hdf5/dataset_name.hpp"
#include "kernels/key_type.hpp"

namespace breakeven::hdf5 {

/// Splits "FILE:/PATH" at its last ":/". Throws UsageError that teaches the form; when FILE exists, with what is in it.
DatasetName parse_dataset_name(std::string_view text);

struct DatasetInfo {
  kernels::KeyType type{};
  std::uint64_t count = 0;
  bool big_endian = false;
  bool compressed = false;       ///< has filters: compression, checksums
  std::uint64_t chunk_keys = 0;  ///< keys in a chunk; 0 when not chunked. Chunks cost least when read whole
};

/// What there is to sort. Opens the file, reads no key. Throws UsageError, one line, for whatever keeps `name` from
/// being sorted: no such file, not HDF5, no such dataset (the nearest name, or what there is), a group, not one
/// dimension (its shape), a type that cannot be sorted, a compression that this library cannot undo.
DatasetInfo inspect(const DatasetName& name);

/// Reads keys [first, first + keys.size() / key_bytes(type)), in native byte order, bit for bit. Opens the file
/// each time (about a millisecond) and decompresses every chunk it touches: ask for many keys at once. Needs memory
/// for one decompressed chunk beside `keys`. Throws Error.
void read_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<std::byte> keys);

/// Writes keys to the same positions of an existing dataset, in its own byte order. On return they are with the
/// operating system; who needs them on disk syncs the file. Throws Error.
void write_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<const std::byte> keys);

/// Creates output.file (replacing what was there) with a dataset like `like`: the same type, byte order, number of
/// keys and attributes. It is contiguous and not compressed, whatever `like` is, and its space on disk is taken now:
/// so ranks can write it in parallel, and a full disk shows before the work. Missing groups are made.
///
/// Attributes of any type and shape are copied. Those that contain references (as of dimension scales) are left out:
/// they would point to objects that are not in the new file. Throws Error, after which output.file may be half made.
void create_output(const DatasetName& like, const DatasetName& output);

}  // namespace breakeven::hdf5
