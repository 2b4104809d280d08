// The types of keys that can be sorted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace breakeven::kernels {

/// Values are part of the wire format.
enum class KeyType : std::uint8_t { float64, float32, int64, uint64, int32, uint32 };
inline constexpr std::array all_key_types{KeyType::float64, KeyType::float32, KeyType::int64,
                                          KeyType::uint64,  KeyType::int32,   KeyType::uint32};

std::string_view to_string(KeyType type) noexcept;
/// Throws UsageError that lists the types there are.
KeyType key_type_from(std::string_view name);
constexpr std::size_t key_bytes(KeyType type) noexcept {
  return type == KeyType::float32 || type == KeyType::int32 || type == KeyType::uint32 ? 4 : 8;
}

}  // namespace breakeven::kernels
