// What a table is called, what its columns are and what they mean. No HDF5 type in this header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace breakeven::hdf5 {

/// A cell is a NumPy scalar: bool (as h5py stores it), int64, uint64, float64, or UTF-8 text that ends with a zero
/// (so that h5dump, too, shows it without its padding).
struct CellType {
  enum class Kind : std::uint8_t { boolean, int64, uint64, float64, text };
  Kind kind{};
  std::size_t bytes = 0;

  static constexpr CellType boolean() { return {Kind::boolean, 1}; }
  static constexpr CellType int64() { return {Kind::int64, 8}; }
  static constexpr CellType uint64() { return {Kind::uint64, 8}; }
  static constexpr CellType float64() { return {Kind::float64, 8}; }
  static constexpr CellType text(std::size_t longest) { return {Kind::text, longest + 1}; }
};

struct ColumnSchema {
  std::string name;
  CellType type;
  std::string unit;  ///< "s", "B"; "1" for a number without; empty for text
  std::string description;
};

struct TableSchema {
  std::string name;  ///< "trials" is the dataset /trials, "plan/points" is /plan/points
  std::string description;
  std::vector<ColumnSchema> columns;

  std::size_t row_bytes() const noexcept;
  /// The same table with those of its columns only, in their order here. Throws std::logic_error for one it has not.
  TableSchema only(const std::vector<std::string>& names) const;
};

}  // namespace breakeven::hdf5
