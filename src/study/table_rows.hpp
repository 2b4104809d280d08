// Rows of a table from values of the program, and back: a column is named, described, filled and read in one place.
//
// A column knows its place in a row: a member (&Trial::id), or a function that returns a reference into the row
// ([](auto& row) -> auto& { return row.worker.pid; }). It is called with a const row to fill a cell and with another
// to read one.
#pragma once

#include <fmt/format.h>

#include <array>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "study/table_cells.hpp"

namespace breakeven::study {

/// The table whose rows are made of `Row`s.
template <class Row>
class TableRows {
 public:
  TableRows(std::string name, std::string description) : schema_{std::move(name), std::move(description), {}} {}

  /// A column of bools, numbers or Durations; see Stored.
  template <class Place>
  TableRows& value(std::string name, std::string unit, std::string description, Place place) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Place, Row&>>;
    return add(
        {std::move(name), Stored<Value>::cell(), std::move(unit), std::move(description)},
        [place](const Row& row, std::span<std::byte> cell) { write_cell<Value>(std::invoke(place, row), cell); },
        [place](Row& row, std::span<const std::byte> cell) {
          const auto value = read_cell<Value>(cell);
          if (value) std::invoke(place, row) = *value;
          return value.has_value();
        });
  }

  /// A column of text of at most `bytes` bytes.
  template <class Place>
  TableRows& text(std::string name, std::size_t bytes, std::string description, Place place) {
    return add(
        {std::move(name), hdf5::CellType::text(bytes), "", std::move(description)},
        [place](const Row& row, std::span<std::byte> cell) { write_text(std::invoke(place, row), cell); },
        [place](Row& row, std::span<const std::byte> cell) {
          std::invoke(place, row) = read_text(cell);
          return true;
        });
  }

  /// A column of the names, by to_string(), of the values of an enumeration; `all` are those there are.
  template <class Place, class Enumeration, std::size_t N>
  TableRows& named(std::string name, std::string description, Place place, std::array<Enumeration, N> all) {
    constexpr std::size_t longest_name = 32;
    return add(
        {std::move(name), hdf5::CellType::text(longest_name), "", std::move(description)},
        [place](const Row& row, std::span<std::byte> cell) { write_text(to_string(std::invoke(place, row)), cell); },
        [place, all](Row& row, std::span<const std::byte> cell) {
          const std::string stored = read_text(cell);
          for (const Enumeration value : all) {
            if (to_string(value) != stored) continue;
            std::invoke(place, row) = value;
            return true;
          }
          return false;
        });
  }

  /// Sets the row whose cells stand for columns that a table of an earlier version does not have.
  TableRows& absent(Row row) {
    absent_ = std::move(row);
    return *this;
  }

  const hdf5::TableSchema& schema() const noexcept { return schema_; }
  std::vector<std::byte> packed_absent() const { return pack({&absent_, 1}); }

  /// Cells in column order, without gaps, as TableFile wants them.
  std::vector<std::byte> pack(std::span<const Row> rows) const {
    std::vector<std::byte> packed(rows.size() * schema_.row_bytes());
    std::span<std::byte> rest(packed);
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].fill(row, take(rest, i));
    }
    return packed;
  }

  /// The values that whole rows of cells were made of. Throws Error for a cell that holds what its column cannot.
  std::vector<Row> unpack(std::span<const std::byte> packed) const {
    std::vector<Row> rows(packed.size() / schema_.row_bytes());
    for (Row& row : rows) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!columns_[i].read(row, take(packed, i))) throw_unknown(schema_.columns[i].name);
      }
    }
    return rows;
  }

 private:
  struct Column {
    std::function<void(const Row&, std::span<std::byte>)> fill;
    std::function<bool(Row&, std::span<const std::byte>)> read;
  };

  template <class Fill, class Read>
  TableRows& add(hdf5::ColumnSchema column, Fill fill, Read read) {
    schema_.columns.push_back(std::move(column));
    columns_.push_back({std::move(fill), std::move(read)});
    return *this;
  }

  template <class Bytes>
  Bytes take(Bytes& rest, std::size_t column) const {
    const Bytes cell = rest.first(schema_.columns[column].type.bytes);
    rest = rest.subspan(cell.size());
    return cell;
  }

  [[noreturn]] void throw_unknown(const std::string& column) const {
    throw Error(
        fmt::format("column {} of the table /{} holds a value that this program does not know; it was written "
                    "by a later version of it, or is damaged",
                    column, schema_.name));
  }

  hdf5::TableSchema schema_;
  std::vector<Column> columns_;
  Row absent_{};
};

}  // namespace breakeven::study
