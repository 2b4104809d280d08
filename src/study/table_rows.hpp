// Rows of a table from values of the program: a column is named, described and filled in one place.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "breakeven/timeline.hpp"
#include "hdf5/table.hpp"

namespace breakeven::study {

/// Copies `text` into a cell of fixed size and fills it up with zeros, at least one. What does not fit ends in "…",
/// between two characters of UTF-8.
void write_text(std::string_view text, std::span<std::byte> cell);

/// The table whose rows are made of `Row`s.
template <class Row>
class TableRows {
 public:
  TableRows(std::string name, std::string description) : schema_{std::move(name), std::move(description), {}} {}

  /// A column of what `get(row)` returns: bool, a number (integers are stored as 64 bits), or a Duration (stored as
  /// float64 seconds, which is exact to the nanosecond for 50 days and more).
  template <class Get>
  TableRows& value(std::string name, std::string unit, std::string description, Get get) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Get, const Row&>>;
    if constexpr (std::same_as<Value, bool>) {
      return add<std::uint8_t>(hdf5::CellType::boolean(), name, unit, description, get);
    } else if constexpr (std::same_as<Value, Duration>) {
      return add<double>(hdf5::CellType::float64(), name, unit, description,
                         [get](const Row& row) { return std::chrono::duration<double>(get(row)).count(); });
    } else if constexpr (std::floating_point<Value>) {
      return add<double>(hdf5::CellType::float64(), name, unit, description, get);
    } else if constexpr (std::unsigned_integral<Value>) {
      return add<std::uint64_t>(hdf5::CellType::uint64(), name, unit, description, get);
    } else {
      static_assert(std::signed_integral<Value>);
      return add<std::int64_t>(hdf5::CellType::int64(), name, unit, description, get);
    }
  }

  /// A column of text of at most `bytes` bytes.
  template <class Get>
  TableRows& text(std::string name, std::size_t bytes, std::string description, Get get) {
    schema_.columns.push_back({std::move(name), hdf5::CellType::text(bytes), "", std::move(description)});
    fill_.push_back([get](const Row& row, std::span<std::byte> cell) { write_text(get(row), cell); });
    return *this;
  }

  const hdf5::TableSchema& schema() const noexcept { return schema_; }

  /// Cells in column order, without gaps, as TableFile::append() wants them.
  std::vector<std::byte> pack(std::span<const Row> rows) const {
    std::vector<std::byte> packed(rows.size() * schema_.row_bytes());
    std::span<std::byte> rest(packed);
    for (const Row& row : rows) {
      for (std::size_t column = 0; column < fill_.size(); ++column) {
        const std::size_t bytes = schema_.columns[column].type.bytes;
        fill_[column](row, rest.first(bytes));
        rest = rest.subspan(bytes);
      }
    }
    return packed;
  }

 private:
  template <class Stored, class Get>
  TableRows& add(hdf5::CellType type, std::string name, std::string unit, std::string description, Get get) {
    schema_.columns.push_back({std::move(name), type, std::move(unit), std::move(description)});
    fill_.push_back([get](const Row& row, std::span<std::byte> cell) {
      const auto stored = static_cast<Stored>(get(row));
      std::memcpy(cell.data(), &stored, sizeof stored);
    });
    return *this;
  }

  hdf5::TableSchema schema_;
  std::vector<std::function<void(const Row&, std::span<std::byte>)>> fill_;
};

}  // namespace breakeven::study
