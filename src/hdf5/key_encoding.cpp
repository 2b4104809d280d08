#include "hdf5/key_encoding.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <cstring>

namespace breakeven::hdf5 {
namespace {

struct StandardType {
  kernels::KeyType type;
  hid_t little;
  hid_t big;
};

std::array<StandardType, kernels::all_key_types.size()> standard_types() {
  using kernels::KeyType;
  return {{{KeyType::float64, H5T_IEEE_F64LE, H5T_IEEE_F64BE},
           {KeyType::float32, H5T_IEEE_F32LE, H5T_IEEE_F32BE},
           {KeyType::int64, H5T_STD_I64LE, H5T_STD_I64BE},
           {KeyType::uint64, H5T_STD_U64LE, H5T_STD_U64BE},
           {KeyType::int32, H5T_STD_I32LE, H5T_STD_I32BE},
           {KeyType::uint32, H5T_STD_U32LE, H5T_STD_U32BE}}};
}

std::string member_name(const Datatype& type, unsigned index) {
  char* name = H5Tget_member_name(type.get(), index);
  std::string copy = name == nullptr ? "" : name;
  H5free_memory(name);
  return copy;
}

bool has_members(const Datatype& type, std::string_view first, std::string_view second) {
  return H5Tget_nmembers(type.get()) == 2 && member_name(type, 0) == first && member_name(type, 1) == second;
}

std::string describe_integer(const Datatype& type) {
  const char* sign = H5Tget_sign(type.get()) == H5T_SGN_NONE ? "u" : "";
  return fmt::format("{}int{}", sign, H5Tget_precision(type.get()));
}

template <class Word>
Word reversed(Word word) {
  if constexpr (sizeof(Word) == 8) return __builtin_bswap64(word);
  if constexpr (sizeof(Word) == 4) return __builtin_bswap32(word);
}

template <class Word>
void swap_words(std::span<std::byte> keys) {
  for (std::size_t at = 0; at + sizeof(Word) <= keys.size(); at += sizeof(Word)) {
    Word word;
    std::memcpy(&word, keys.data() + at, sizeof word);
    word = reversed(word);
    std::memcpy(keys.data() + at, &word, sizeof word);
  }
}

}  // namespace

std::optional<KeyEncoding> key_encoding_of(const Datatype& datatype) {
  constexpr bool little_machine = std::endian::native == std::endian::little;
  for (const auto& standard : standard_types()) {
    if (H5Tequal(datatype.get(), standard.little) > 0) return KeyEncoding{standard.type, !little_machine};
    if (H5Tequal(datatype.get(), standard.big) > 0) return KeyEncoding{standard.type, little_machine};
  }
  return std::nullopt;
}

std::string describe(const Datatype& datatype) {
  switch (H5Tget_class(datatype.get())) {
    case H5T_INTEGER: return describe_integer(datatype);
    case H5T_FLOAT: return fmt::format("float{}", H5Tget_precision(datatype.get()));
    case H5T_STRING: return "a string";
    case H5T_COMPOUND: return has_members(datatype, "r", "i") ? "a complex number" : "a compound";
    case H5T_ENUM: return has_members(datatype, "FALSE", "TRUE") ? "bool" : "an enumeration";
    case H5T_ARRAY: return "an array";
    case H5T_VLEN: return "a list of variable length";
    case H5T_REFERENCE: return "a reference";
    case H5T_OPAQUE: return "opaque";
    case H5T_BITFIELD: return "a bit field";
    default: return "unknown";
  }
}

void swap_bytes(std::span<std::byte> keys, std::size_t key_bytes) {
  if (key_bytes == 8) {
    swap_words<std::uint64_t>(keys);
  } else {
    swap_words<std::uint32_t>(keys);
  }
}

}  // namespace breakeven::hdf5
