// The keys of an open dataset, as slabs.
//
// The library is only ever asked for the file's own representation, straight between file and caller; bytes are
// swapped here. So nothing is converted through its small buffers, transfers are as large as they can be, and the
// bits of NaNs and negative zeros are safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "hdf5/access.hpp"
#include "hdf5/key_encoding.hpp"

namespace breakeven::hdf5 {

/// `keys` are in native byte order in memory. Bytes must be whole keys; positions beyond the end throw Error.
/// A compressed chunk is decompressed on its own: beside the slab, memory for one chunk is needed.
class StoredKeys {
 public:
  /// Throws Error when the dataset is not one-dimensional or not of `type` (any more).
  StoredKeys(const File& file, DatasetName name, kernels::KeyType type);

  /// Put together from other datasets (of other files, perhaps).
  bool is_virtual() const;
  void read(std::uint64_t first, std::span<std::byte> keys) const;
  void write(std::uint64_t first, std::span<const std::byte> keys);
  /// Reports what close on destruction would not.
  void close();

 private:
  void require_inside(std::uint64_t first, std::size_t bytes) const;
  Dataspace select(std::uint64_t first, std::uint64_t count) const;
  void read_block(std::uint64_t first, std::span<std::byte> keys) const;
  void write_block(std::uint64_t first, std::span<const std::byte> keys);
  void write_swapped(std::uint64_t first, std::span<const std::byte> keys);

  DatasetName name_;
  Dataset dataset_;
  Datatype type_;
  std::size_t key_bytes_;
  bool swapped_ = false;
  std::uint64_t count_ = 0;
};

}  // namespace breakeven::hdf5
