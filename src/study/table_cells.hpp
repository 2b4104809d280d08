// Cells of tables from values of the program, and back.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "breakeven/timeline.hpp"
#include "core/seconds.hpp"
#include "hdf5/table_schema.hpp"

namespace breakeven::study {

/// Copies `text` into a cell of fixed size and fills it up with zeros, at least one. What does not fit ends in "…",
/// between two characters of UTF-8.
void write_text(std::string_view text, std::span<std::byte> cell);
std::string read_text(std::span<const std::byte> cell);

/// How a Value is kept: bool as one byte, integers as 64 bits, durations as seconds.
template <class Value>
struct Stored {
  static_assert(std::integral<Value> || std::floating_point<Value>);
  using Type = std::conditional_t<std::floating_point<Value>, double,
                                  std::conditional_t<std::unsigned_integral<Value>, std::uint64_t, std::int64_t>>;
  static constexpr hdf5::CellType cell() {
    if constexpr (std::floating_point<Value>) return hdf5::CellType::float64();
    return std::unsigned_integral<Value> ? hdf5::CellType::uint64() : hdf5::CellType::int64();
  }
  static Type from(Value value) { return static_cast<Type>(value); }
  static std::optional<Value> to(Type stored) {
    if constexpr (std::integral<Value>) {
      if (!std::in_range<Value>(stored)) return std::nullopt;
    }
    return static_cast<Value>(stored);
  }
};

template <>
struct Stored<bool> {
  using Type = std::uint8_t;
  static constexpr hdf5::CellType cell() { return hdf5::CellType::boolean(); }
  static Type from(bool value) { return value ? 1 : 0; }
  static std::optional<bool> to(Type stored) { return stored != 0; }
};

/// A float64 of seconds gives every whole nanosecond back up to 50 days.
template <>
struct Stored<Duration> {
  using Type = double;
  static constexpr hdf5::CellType cell() { return hdf5::CellType::float64(); }
  static Type from(Duration value) { return in_seconds(value); }
  static std::optional<Duration> to(Type seconds) {
    constexpr double longest = 9e9;  // 285 years: what 64 bits of nanoseconds hold
    if (!(std::abs(seconds) < longest)) return std::nullopt;
    return Duration(std::llround(seconds * 1e9));
  }
};

template <class Value>
void write_cell(const Value& value, std::span<std::byte> cell) {
  const auto stored = Stored<Value>::from(value);
  std::memcpy(cell.data(), &stored, sizeof stored);
}

/// Nothing when the cell holds what no Value can be.
template <class Value>
std::optional<Value> read_cell(std::span<const std::byte> cell) {
  typename Stored<Value>::Type stored;
  std::memcpy(&stored, cell.data(), sizeof stored);
  return Stored<Value>::to(stored);
}

}  // namespace breakeven::study
