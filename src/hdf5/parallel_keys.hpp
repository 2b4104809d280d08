// Datasets of keys as ranks see them: each reads or writes a slab of its own, through MPI-IO. No MPI or HDF5 type in
// this header.
//
// Both functions are collective over MPI_COMM_WORLD: every rank calls them, for the same dataset; slabs may differ in
// size, be empty, and be larger than 2 GiB. The file must be visible to all ranks under the same name. When one rank
// fails it throws Error, and the others throw PeerFailed instead of waiting for it.
//
// Slabs are contiguous and do not overlap, so ranks transfer them independently of each other: two-phase collective
// transfers would only ship the keys to other ranks and back (8 ranks on 2 cores, file in the page cache: 0.8 GB/s
// written and 1.6 read, against 6 and 19), and could not stop when one of them fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "hdf5/dataset_name.hpp"
#include "kernels/key_type.hpp"

namespace breakeven::hdf5 {

/// Reads keys [first, first + keys.size() / key_bytes(type)) in native byte order, bit for bit. The dataset may be
/// chunked and compressed; a chunk that two ranks share is decompressed by both.
void parallel_read_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<std::byte> keys);

/// Writes keys to the same positions of a dataset that create_output() of the driver made. On return all ranks' keys
/// are with the file system.
void parallel_write_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first,
                         std::span<const std::byte> keys);

}  // namespace breakeven::hdf5
