#include "hdf5/stored_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace breakeven::hdf5 {
namespace {

/// One transfer: MPI-IO counts bytes in an int, so it must stay below 2 GiB.
constexpr std::size_t transfer_bytes = std::size_t{256} << 20;

/// Keys to be written in the other byte order are swapped in a copy of this size: it stays in the cache.
constexpr std::size_t swap_buffer_bytes = std::size_t{1} << 20;

Dataspace line(hsize_t count, const DatasetName& name) {
  return Dataspace(check(H5Screate_simple(1, &count, nullptr), "cannot prepare to access", name));
}

/// Calls `transfer(first key, bytes)` for pieces of at most `piece_bytes`.
template <class Byte, class Transfer>
void in_pieces(std::uint64_t first, std::span<Byte> keys, std::size_t key_bytes, std::size_t piece_bytes,
               Transfer transfer) {
  while (!keys.empty()) {
    const auto piece = keys.first(std::min(keys.size(), piece_bytes));
    transfer(first, piece);
    first += piece.size() / key_bytes;
    keys = keys.subspan(piece.size());
  }
}

}  // namespace

StoredKeys::StoredKeys(const File& file, DatasetName name, kernels::KeyType type)
    : name_(std::move(name)),
      dataset_(open_dataset(file, name_)),
      type_(type_of(dataset_, name_)),
      key_bytes_(kernels::key_bytes(type)) {
  const auto encoding = key_encoding_of(type_);
  if (!encoding || encoding->type != type) {
    throw Error(
        fmt::format("{} does not hold {} keys but {}", name_.text(), kernels::to_string(type), describe(type_)));
  }
  swapped_ = encoding->swapped;
  const Dataspace space = space_of(dataset_, name_);
  if (H5Sget_simple_extent_ndims(space.get()) != 1) {
    throw Error(fmt::format("{} does not have one dimension", name_.text()));
  }
  hsize_t count = 0;
  check(H5Sget_simple_extent_dims(space.get(), &count, nullptr), "cannot read the shape of", name_);
  count_ = count;
}

bool StoredKeys::is_virtual() const {
  return H5Pget_layout(creation_properties_of(dataset_, name_).get()) == H5D_VIRTUAL;
}

void StoredKeys::require_inside(std::uint64_t first, std::size_t bytes) const {
  if (bytes % key_bytes_ != 0) throw std::logic_error("StoredKeys: not a whole number of keys");
  const std::uint64_t count = bytes / key_bytes_;
  if (first > count_ || count > count_ - first) {
    throw Error(fmt::format("{} has {} keys; there are none at [{}, {})", name_.text(), count_, first, first + count));
  }
}

Dataspace StoredKeys::select(std::uint64_t first, std::uint64_t count) const {
  Dataspace space = space_of(dataset_, name_);
  const hsize_t start = first;
  const hsize_t length = count;
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &start, nullptr, &length, nullptr), "cannot select keys of",
        name_);
  return space;
}

void StoredKeys::read_block(std::uint64_t first, std::span<std::byte> keys) const {
  const std::uint64_t count = keys.size() / key_bytes_;
  check(H5Dread(dataset_.get(), type_.get(), line(count, name_).get(), select(first, count).get(), H5P_DEFAULT,
                keys.data()),
        "cannot read", name_);
  if (swapped_) swap_bytes(keys, key_bytes_);
}

void StoredKeys::write_block(std::uint64_t first, std::span<const std::byte> keys) {
  const std::uint64_t count = keys.size() / key_bytes_;
  check(H5Dwrite(dataset_.get(), type_.get(), line(count, name_).get(), select(first, count).get(), H5P_DEFAULT,
                 keys.data()),
        "cannot write", name_);
}

void StoredKeys::read(std::uint64_t first, std::span<std::byte> keys) const {
  require_inside(first, keys.size());
  in_pieces(first, keys, key_bytes_, transfer_bytes,
            [&](std::uint64_t at, std::span<std::byte> piece) { read_block(at, piece); });
}

void StoredKeys::write(std::uint64_t first, std::span<const std::byte> keys) {
  require_inside(first, keys.size());
  if (swapped_) return write_swapped(first, keys);
  in_pieces(first, keys, key_bytes_, transfer_bytes,
            [&](std::uint64_t at, std::span<const std::byte> piece) { write_block(at, piece); });
}

void StoredKeys::write_swapped(std::uint64_t first, std::span<const std::byte> keys) {
  std::vector<std::byte> buffer;
  in_pieces(first, keys, key_bytes_, swap_buffer_bytes, [&](std::uint64_t at, std::span<const std::byte> piece) {
    buffer.assign(piece.begin(), piece.end());
    swap_bytes(buffer, key_bytes_);
    write_block(at, buffer);
  });
}

void StoredKeys::close() { dataset_.close(name_); }

}  // namespace breakeven::hdf5
