// How keys lie in a file: one of the six types, in one of two byte orders.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "hdf5/handle.hpp"
#include "kernels/key_type.hpp"

namespace breakeven::hdf5 {

struct KeyEncoding {
  kernels::KeyType type{};
  bool swapped = false;  ///< the byte order is not this machine's
};

/// Nothing when `datatype` is not exactly one of the IEEE and two's complement types that can be sorted.
std::optional<KeyEncoding> key_encoding_of(const Datatype& datatype);

/// The type as users know it: "int16", "a string", "a compound (complex numbers)".
std::string describe(const Datatype& datatype);

/// Reverses the bytes of every key. The bits of NaNs stay what they are: no floating-point value is ever formed.
void swap_bytes(std::span<std::byte> keys, std::size_t key_bytes);

}  // namespace breakeven::hdf5
