// Rows of tables between a file and the program.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "hdf5/table.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

/// Creates the table if need be: a file without one is as good as one with an empty one.
template <class Row>
void append_rows(hdf5::TableFile& file, const TableRows<Row>& table, std::span<const Row> rows) {
  if (rows.empty()) return;
  if (!file.has_any(table.schema())) file.create_table(table.schema());
  file.append(table.schema(), table.pack(rows));
}

/// Calls each(bytes) with the rows of a table from `first` on, about 1 MiB at a time; `absent` is one row of what
/// stands for columns that the table does not have. A table that is not there has no rows.
template <class Each>
void for_each_slab(const hdf5::TableFile& file, const hdf5::TableSchema& schema, std::span<const std::byte> absent,
                   const Each& each, std::uint64_t first = 0) {
  if (!file.has_any(schema)) return;
  constexpr std::size_t slab_bytes = std::size_t{1} << 20;
  const std::uint64_t at_once = std::bit_floor(std::max<std::size_t>(1, slab_bytes / absent.size()));  // whole chunks
  const std::uint64_t rows = file.row_count(schema);
  while (first < rows) {
    const std::uint64_t count = std::min(at_once - first % at_once, rows - first);
    std::vector<std::byte> slab(count * absent.size());
    for (std::size_t i = 0; i < slab.size(); i += absent.size()) {
      std::memcpy(slab.data() + i, absent.data(), absent.size());
    }
    file.read(schema, first, slab);
    each(std::span<const std::byte>(slab));
    first += count;
  }
}

template <class Row, class Each>
void for_each_row(const hdf5::TableFile& file, const TableRows<Row>& table, const Each& each, std::uint64_t first = 0) {
  const auto unpack = [&](std::span<const std::byte> slab) {
    for (Row& row : table.unpack(slab)) each(std::move(row));
  };
  for_each_slab(file, table.schema(), table.packed_absent(), unpack, first);
}

template <class Row>
std::vector<Row> read_rows(const hdf5::TableFile& file, const TableRows<Row>& table) {
  std::vector<Row> rows;
  for_each_row(file, table, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

}  // namespace breakeven::study
